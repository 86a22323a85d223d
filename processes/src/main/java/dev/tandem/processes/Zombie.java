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
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A zombie: a process that has ended and whose parent has not asked for its exit code. Java asks at
 * once for each of its children, so the parent here is a shell, and it is stopped so that it cannot
 * ask.
 */
final class Zombie implements Workload, WorkerBody {

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.zombie")
                    .title("A zombie, shown and reaped")
                    .lesson(
                            """
                            An ended process is not gone: the kernel keeps its number and its exit code until the parent collects \
                            them with wait(2). Until then it is a zombie, state Z: it runs nothing, holds no memory, and no signal \
                            can end it, for it has ended. A parent that never waits fills the table of processes. The cure is a \
                            parent that waits, or its end: then process 1 inherits the zombies and waits for them.\
                            """)
                    .acceptable(
                            "shown-and-reaped",
                            "the ended child stood as a zombie until its parent waited for it, then it was gone")
                    .forbidden(
                            "no-zombie",
                            "the ended child was gone before anybody had waited for it")
                    .forbidden(
                            "not-reaped", "the zombie stayed although its parent had waited for it")
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
        try (Worker worker = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            long parent = Long.parseLong(worker.receiveText().orElseThrow());
            long child = Long.parseLong(worker.receiveText().orElseThrow());
            context.event(
                    "PID " + parent + " is stopped, its child PID " + child + " is about to end");
            boolean shown = Watch.until(() -> Watch.isZombie(child), LIMIT);
            String state =
                    ProcessStatus.of(child).map(s -> String.valueOf(s.state())).orElse("gone");
            long memory = ProcessStatus.of(child).map(ProcessStatus::residentPages).orElse(0L);
            context.event(
                    "PID "
                            + child
                            + " is in state "
                            + state
                            + " with "
                            + memory
                            + " pages of memory");

            worker.send("go on");
            String exitCode = worker.receiveText().orElse("unknown");
            boolean reaped = Watch.until(() -> ProcessStatus.of(child).isEmpty(), LIMIT);
            context.event(
                    "its parent has waited for it: exit code "
                            + exitCode
                            + (reaped ? ", and it is gone" : ""));
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("parent", parent);
            evidence.put("child", child);
            evidence.put("state", state);
            evidence.put("pages", memory);
            evidence.put("exitCode", exitCode);
            evidence.put("goneAfterWait", reaped);
            return new Outcome.Observed(
                    !shown ? "no-zombie" : reaped ? "shown-and-reaped" : "not-reaped", evidence);
        }
    }

    /** The worker's side: the parent is a shell whose child ends with 7 after a moment. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        var shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "(sleep 0.2; exit 7) & echo $!; wait $!; echo $?; read go")
                        .start();
        try (BufferedReader out = shell.inputReader()) {
            context.send(Long.toString(shell.pid()));
            String child = String.valueOf(out.readLine());
            signal("STOP", shell);
            context.send(child);
            context.receive();
            signal("CONT", shell);
            context.send(String.valueOf(out.readLine()));
            // The shell stays until it reads the end of its input, so that nobody else could have
            // reaped the child.
            context.receive();
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
