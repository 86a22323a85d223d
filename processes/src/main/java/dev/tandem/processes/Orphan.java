// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.Needs;
import dev.tandem.spi.os.ProcessStatus;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;

/**
 * A parent dies and leaves a child. The kernel gives the orphan a new parent; to end it is up to
 * whoever finds it. Look at who adopts it.
 *
 * <pre>{@code tandem run processes.orphan}</pre>
 */
final class Orphan implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A child whose parent has died goes on running. It is adopted: by the nearest ancestor
            that has declared itself a reaper of orphans, as tandem does on Linux while it runs
            something, else by process 1. Nobody who knows of it is left, so it takes up memory and
            processors until somebody finds it, here by asking for its parent, and ends it.
            """;

    private static final Label ADOPTED_AND_ENDED =
            acceptable(
                    "adopted-and-ended", "the orphan lived on under a new parent, and was ended");
    private static final Label DIED_WITH_PARENT =
            forbidden("died-with-parent", "the child did not outlive its parent")
                    .unseen("the kernel ends no process because its parent has ended");
    private static final Label NOT_ENDED =
            forbidden("not-ended", "the orphan could not be ended")
                    .unseen("the program that is orphaned does not catch SIGTERM");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.orphan", "An orphan, found and ended", LESSON)
                    .with(ADOPTED_AND_ENDED, DIED_WITH_PARENT, NOT_ENDED)
                    .needs(Needs.PROC, Needs.program("sleep", "install the POSIX utilities"))
                    .teaches(ProcessHandle.class, ProcessBuilder.class)
                    .notes("Orphan processes: no parent is alive, and somebody must find them")
                    .build();

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        try (Worker parent = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            long child = Long.parseLong(parent.receiveText().orElseThrow());
            try {
                return orphan(context, parent, child);
            } finally {
                // Whatever has gone wrong above: no orphan is left.
                ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static Outcome orphan(RunContext context, Worker parent, long child)
            throws InterruptedException {
        long firstParent = parentOf(child);
        context.event("PID " + child + " is a child of PID " + firstParent);
        parent.process().destroyForcibly();
        parent.waitFor();
        context.event("PID " + parent.pid() + " was killed");
        boolean adopted = Watch.until(() -> parentOf(child) != parent.pid(), LIMIT);
        // Read now: once it has ended, the kernel has forgotten its command line.
        var command =
                ProcessStatus.of(child)
                        .filter(status -> !status.isZombie())
                        .map(ProcessStatus::command);
        long adopter = parentOf(child);
        String name = ProcessStatus.of(adopter).map(ProcessStatus::name).orElse("unknown");
        boolean adoptedHere = adopter == ProcessHandle.current().pid();
        String who = adoptedHere ? "this process" : name;
        context.event("PID " + child + " was adopted by PID " + adopter + ", " + who);

        ProcessHandle.of(child).ifPresent(ProcessHandle::destroy);
        boolean ended = Watch.until(() -> !Watch.isAlive(child), LIMIT);
        context.event("PID " + child + (ended ? " has ended on SIGTERM" : " ignores SIGTERM"));
        boolean outlived = adopted && command.isPresent();
        return (!outlived ? DIED_WITH_PARENT : ended ? ADOPTED_AND_ENDED : NOT_ENDED)
                .observed()
                .with("orphanPid", child)
                .with("command", command.orElse("gone"))
                .with("firstParent", firstParent)
                .with("adopterPid", adopter)
                .with("adopter", name)
                .with("adoptedHere", adoptedHere)
                .with("ended", ended);
    }

    private static long parentOf(long pid) {
        return ProcessStatus.of(pid).map(ProcessStatus::parent).orElse(0L);
    }

    /** The parent's side: starts a program that knows nothing of it, and waits to be killed. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder("sleep", "60")
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
        context.send(Long.toString(child.pid()));
        context.receive();
        child.destroy();
    }
}
