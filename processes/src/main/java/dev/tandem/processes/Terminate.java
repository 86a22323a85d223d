package dev.tandem.processes;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sun.misc.Signal;

/**
 * Ends a process. A thread cannot be ended from outside, a process can: SIGTERM asks it to, SIGKILL
 * does not ask. Good manners are to ask, to wait for a while, and only then to kill.
 */
final class Terminate implements Workload, WorkerBody {

    private static final Parameter<Duration> GRACE =
            Parameter.duration(
                    "grace",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    "how long the process may take to end when asked");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.terminate")
                    .title("Ask, wait, kill")
                    .lesson(
                            """
                            SIGTERM can be caught: a Java program runs its shutdown hooks, in which it puts things in order, and exits \
                            with 143, which is 128 and the number of the signal. A program may also ignore it. SIGKILL can be neither \
                            caught nor ignored, and for that reason nothing is put in order either.\
                            """)
                    .parameters(GRACE)
                    .variant("graceful", "the worker ends when asked, and cleans up first")
                    .variant("stubborn", "the worker ignores SIGTERM")
                    .variant("killed", "the worker is killed without being asked")
                    .acceptable(
                            "cleaned-up",
                            "asked with SIGTERM, the worker ran its hook and exited with 143")
                    .interesting(
                            "killed-after-grace",
                            "SIGTERM was ignored; SIGKILL ended the worker, with 137, and its hook never ran")
                    .interesting(
                            "killed-at-once",
                            "SIGKILL ended the worker, with 137, and its hook never ran")
                    .forbidden("hook-lost", "the worker ended on SIGTERM without running its hook")
                    .forbidden(
                            "survived",
                            "the worker outlived SIGKILL, or its exit code does not say what ended it")
                    .build();

    private static final String CLEANED_UP = "cleaned up";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        boolean ignoring = context.isVariant("stubborn");
        try (Worker worker =
                context.workers().start(WorkerRequest.of(SPEC.id(), Boolean.toString(ignoring)))) {
            ProcessHandle process = worker.process();
            worker.receive();
            context.event("PID " + worker.pid() + " works");

            long start = System.nanoTime();
            boolean asked = !context.isVariant("killed");
            boolean killed = !asked;
            if (asked) {
                context.event("sends SIGTERM");
                process.destroy();
                killed = !endsWithin(process, context.get(GRACE));
            }
            if (killed) {
                context.event(asked ? "has waited long enough and sends SIGKILL" : "sends SIGKILL");
                process.destroyForcibly();
            }
            int code = worker.waitFor();
            long nanos = System.nanoTime() - start;
            boolean cleanedUp = saidLast(worker, CLEANED_UP);
            context.event("PID " + worker.pid() + " has ended with exit code " + code);

            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("asked", asked);
            evidence.put("killed", killed);
            evidence.put("exitCode", code);
            evidence.put("hookRan", cleanedUp);
            evidence.put("took", Durations.human((double) nanos));
            return new Outcome.Observed(label(asked, killed, code, cleanedUp), evidence);
        }
    }

    private static String label(boolean asked, boolean killed, int code, boolean cleanedUp) {
        // SIGKILL may have come too late for a worker that was slow and yet ended when asked.
        if (killed && code != 128 + 15) {
            return code != 128 + 9 || cleanedUp
                    ? "survived"
                    : asked ? "killed-after-grace" : "killed-at-once";
        }
        return code != 128 + 15 ? "survived" : cleanedUp ? "cleaned-up" : "hook-lost";
    }

    private static boolean endsWithin(ProcessHandle process, Duration grace)
            throws InterruptedException {
        try {
            process.onExit().get(grace.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new CompletionException(e);
        }
    }

    /**
     * Whether the worker has sent the text before its end, which is a failure as far as the
     * protocol is concerned.
     */
    private static boolean saidLast(Worker worker, String text) throws InterruptedException {
        try {
            for (Optional<String> said = worker.receiveText();
                    said.isPresent();
                    said = worker.receiveText()) {
                if (said.get().equals(text)) {
                    return true;
                }
            }
            return false;
        } catch (WorkerFailed e) {
            return false;
        }
    }

    /** The child's side: has something to put in order, and works until it is ended. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        boolean ignoring = Boolean.parseBoolean(context.arguments().getFirst());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> context.send(CLEANED_UP), "hook"));
        if (ignoring) {
            Signal.handle(new Signal("TERM"), signal -> context.event("ignores " + signal));
        }
        context.send("ready");
        context.receive();
    }
}
