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
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;

/**
 * A zombie: a process that has ended and whose parent has not asked for its exit code. Java asks at
 * once for each of its children, so the parent here is a shell, and it is stopped so that it cannot
 * ask. Look at its state and its pages of memory.
 *
 * <pre>{@code tandem run processes.zombie}</pre>
 */
final class Zombie implements Workload, WorkerBody {

    private static final String LESSON =
            """
            An ended process is not gone: the kernel keeps its number and its exit code until the
            parent collects them with wait(2). Until then it is a zombie, state Z: it runs nothing,
            holds no memory, and no signal can end it, for it has ended. A parent that never waits
            fills the table of processes. The cure is a parent that waits, or its end: then process
            1 inherits the zombies and waits for them.
            """;

    private static final Label SHOWN_AND_REAPED =
            acceptable("shown-and-reaped", "the zombie stood until its parent had waited for it");
    private static final Label NO_ZOMBIE =
            forbidden("no-zombie", "the ended child was gone before anybody had waited for it")
                    .unseen("the kernel keeps an ended child until its parent waits");
    private static final Label NOT_REAPED =
            forbidden("not-reaped", "the zombie stayed although its parent had waited for it")
                    .unseen("the kernel forgets a child that was waited for");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.zombie", "A zombie, shown and reaped", LESSON)
                    .with(SHOWN_AND_REAPED, NO_ZOMBIE, NOT_REAPED)
                    .needs(Needs.PROC, Needs.program("sh", "install a POSIX shell"))
                    .teaches(ProcessBuilder.class, Process.class)
                    .build();

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        try (Worker worker = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            long parent = Long.parseLong(worker.receiveText().orElseThrow());
            long child = Long.parseLong(worker.receiveText().orElseThrow());
            context.event("PID " + parent + " is stopped; its child PID " + child + " soon ends");
            boolean shown = Watch.until(() -> Watch.isZombie(child), LIMIT);
            var status = ProcessStatus.of(child);
            String state = status.map(s -> String.valueOf(s.state())).orElse("gone");
            long pages = status.map(ProcessStatus::residentPages).orElse(0L);
            context.event("PID " + child + " is in state " + state + ", its memory: " + pages);

            worker.send("go on");
            String exitCode = worker.receiveText().orElse("unknown");
            boolean reaped = Watch.until(() -> ProcessStatus.of(child).isEmpty(), LIMIT);
            context.event("its parent has waited for it, and has its exit code " + exitCode);
            return (!shown ? NO_ZOMBIE : reaped ? SHOWN_AND_REAPED : NOT_REAPED)
                    .observed()
                    .with("parent", parent)
                    .with("childPid", child)
                    .with("state", state)
                    .with("pages", pages)
                    .with("exitCode", exitCode)
                    .with("goneAfterWait", reaped);
        }
    }

    /** The worker's side: the parent is a shell whose child ends with 7 after a moment. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        String script = "(sleep 0.2; exit 7) & echo $!; wait $!; echo $?; read go";
        Process shell = new ProcessBuilder("sh", "-c", script).start();
        try (BufferedReader out = shell.inputReader()) {
            context.send(Long.toString(shell.pid()));
            String child = String.valueOf(out.readLine());
            signal("STOP", shell);
            context.send(child);
            // A parent that has gone says nothing: then there is no time to lose, since nothing but
            // this process can end a shell that is stopped.
            if (context.receive().isPresent()) {
                signal("CONT", shell);
                context.send(String.valueOf(out.readLine()));
                // The shell stays until it reads the end of its input, so that nobody else could
                // have reaped the child.
                context.receive();
            }
        } finally {
            shell.destroyForcibly();
            shell.waitFor();
        }
    }

    private static void signal(String name, Process process)
            throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    }
}
