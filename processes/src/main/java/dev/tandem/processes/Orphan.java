package dev.tandem.processes;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.ProcessStatus;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A parent dies and leaves a child. The kernel gives the orphan a new parent; to end it is up to
 * whoever finds it.
 */
final class Orphan implements Workload, WorkerBody {

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.orphan")
                    .title("An orphan, found and ended")
                    .lesson(
                            """
                            A child whose parent has died goes on running. It is adopted: by the nearest ancestor that has declared \
                            itself a reaper of orphans, as tandem does on Linux while it runs something, else by process 1. Nobody who \
                            knows of it is left, so it takes up memory and processors until somebody finds it, here by asking for its \
                            parent, and ends it.\
                            """)
                    .acceptable(
                            "adopted-and-ended",
                            "the orphan lived on under a new parent, was found and was ended")
                    .forbidden("died-with-parent", "the child did not outlive its parent")
                    .forbidden("not-ended", "the orphan could not be ended")
                    .build();

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        if (!ProcessStatus.isReadable()) {
            context.event("cannot look at processes here");
            return Outcome.unavailable(
                    "this system has no /proc to look at processes", "run it on Linux");
        }
        try (Worker parent = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            long child = Long.parseLong(parent.receiveText().orElseThrow());
            try {
                long firstParent = parentOf(child);
                context.event("PID " + child + " is a child of PID " + firstParent);
                parent.process().destroyForcibly();
                parent.waitFor();
                context.event("PID " + parent.pid() + " was killed");
                boolean adopted = Watch.until(() -> parentOf(child) != parent.pid(), LIMIT);
                // Read now: once it has ended, the kernel has forgotten its command line.
                Optional<String> command =
                        ProcessStatus.of(child)
                                .filter(status -> !status.isZombie())
                                .map(ProcessStatus::command);
                long adopter = parentOf(child);
                String name = ProcessStatus.of(adopter).map(ProcessStatus::name).orElse("unknown");
                boolean adoptedHere = adopter == ProcessHandle.current().pid();
                context.event(
                        "PID "
                                + child
                                + " was adopted by PID "
                                + adopter
                                + (adoptedHere ? ", this process" : " (" + name + ")"));
                boolean ended = end(context, child);

                Map<String, Object> evidence = new LinkedHashMap<>();
                evidence.put("orphan", child);
                evidence.put("command", command.orElse("gone"));
                evidence.put("firstParent", firstParent);
                evidence.put("adoptedBy", adopter);
                evidence.put("adopter", name);
                evidence.put("adoptedHere", adoptedHere);
                evidence.put("ended", ended);
                boolean outlived = adopted && command.isPresent();
                return new Outcome.Observed(
                        !outlived ? "died-with-parent" : ended ? "adopted-and-ended" : "not-ended",
                        evidence);
            } finally {
                // Whatever has gone wrong above: no orphan is left.
                ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static long parentOf(long pid) {
        return ProcessStatus.of(pid).map(ProcessStatus::parent).orElse(0L);
    }

    private static boolean end(RunContext context, long pid) throws InterruptedException {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        boolean ended = Watch.until(() -> !Watch.isAlive(pid), LIMIT);
        context.event("PID " + pid + (ended ? " has ended on SIGTERM" : " ignores SIGTERM"));
        return ended;
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
