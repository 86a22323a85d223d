// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sun.misc.Signal;

/**
 * Ends a process. A thread cannot be ended from outside, a process can: SIGTERM asks it to, SIGKILL
 * does not ask. Good manners are to ask, to wait for a while, and only then to kill. Look at the
 * exit code and at whether the hook ran.
 *
 * <pre>{@code tandem run processes.terminate --variant stubborn}</pre>
 */
final class Terminate implements Workload, WorkerBody {

    private static final String LESSON =
            """
            SIGTERM can be caught: a Java program runs its shutdown hooks, in which it puts things
            in order, and exits with 143, which is 128 and the number of the signal. A program may
            also ignore it. SIGKILL can be neither caught nor ignored, and for that reason nothing
            is put in order either.
            """;

    private static final Parameter<Duration> GRACE =
            duration(
                    "grace",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    "how long the process may take to end when asked");

    private static final Label CLEANED_UP =
            acceptable("cleaned-up", "on SIGTERM the worker ran its hook and exited with 143");
    private static final Label KILLED_AFTER_GRACE =
            interesting(
                    "killed-after-grace",
                    "SIGTERM did not end the worker in time; SIGKILL did, with 137");
    private static final Label KILLED_AT_ONCE =
            interesting("killed-at-once", "SIGKILL ended the worker, with 137; its hook never ran");
    private static final Label KILLED_BY_ANOTHER =
            interesting(
                            "killed-by-another",
                            "a SIGKILL that this run did not send ended the worker")
                    .unseen("it takes somebody who kills the worker from outside");
    private static final Label HOOK_LOST =
            forbidden("hook-lost", "the worker ended on SIGTERM without running its hook")
                    .unseen("a JVM runs the hooks that it has, and this one is there early");
    private static final Label SURVIVED =
            forbidden("survived", "the worker's exit code is not that of a signal it was sent")
                    .unseen("nothing outlives SIGKILL, and the kernel makes the code");

    /**
     * @param stubborn whether the worker ignores SIGTERM
     * @param asks whether it is sent that before SIGKILL
     */
    private record Way(boolean stubborn, boolean asks) {}

    private static final Variants<Way> WAYS =
            Variants.of(
                    sound(
                            "graceful",
                            "the worker ends when asked, and cleans up first",
                            () -> new Way(false, true)),
                    sound("stubborn", "the worker ignores SIGTERM", () -> new Way(true, true)),
                    sound(
                            "killed",
                            "the worker is killed without being asked",
                            () -> new Way(false, false)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.terminate", "Ask, wait, kill", LESSON)
                    .with(GRACE)
                    .with(WAYS)
                    .with(CLEANED_UP, KILLED_AFTER_GRACE, KILLED_AT_ONCE, KILLED_BY_ANOTHER)
                    .with(HOOK_LOST, SURVIVED)
                    .teaches(ProcessHandle.class, Runtime.class)
                    .notes("Ending a thread: a process that is terminated, and joined")
                    .build();

    private static final String HOOK_RAN = "cleaned up";
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final int ENDED_BY_SIGKILL = 128 + 9;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Way way = context.make(WAYS);
        var request = WorkerRequest.of(SPEC.id(), Boolean.toString(way.stubborn()));
        try (Worker worker = context.workers().start(request)) {
            ProcessHandle process = worker.process();
            worker.receive();
            context.event("PID " + worker.pid() + " works");
            long start = System.nanoTime();
            boolean killed = !way.asks();
            if (way.asks()) {
                context.event("sends SIGTERM");
                process.destroy();
                killed = !endsWithin(process, context.get(GRACE));
            }
            if (killed) {
                context.event(
                        way.asks() ? "has waited long enough, sends SIGKILL" : "sends SIGKILL");
                process.destroyForcibly();
            }
            int code = worker.waitFor();
            long nanos = System.nanoTime() - start;
            boolean hookRan = lastWords(worker).contains(HOOK_RAN);
            context.event("PID " + worker.pid() + " has ended with exit code " + code);
            return label(way.asks(), killed, code, hookRan)
                    .observed()
                    .with("asked", way.asks())
                    .with("killed", killed)
                    .with("exitCode", code)
                    .with("hookRan", hookRan)
                    .with("took", Durations.human((double) nanos));
        }
    }

    /** The child's side: has something to put in order, and works until it is ended. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        boolean stubborn = Boolean.parseBoolean(context.arguments().getFirst());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> context.send(HOOK_RAN), "hook"));
        if (stubborn) {
            Signal.handle(new Signal("TERM"), signal -> context.event("ignores " + signal));
        }
        context.send("ready");
        context.receive();
    }

    /** The code says which signal ended it: SIGKILL may have come too late, or from elsewhere. */
    private static Label label(boolean asked, boolean killed, int code, boolean hookRan) {
        return switch (code) {
            case ENDED_BY_SIGTERM -> hookRan ? CLEANED_UP : HOOK_LOST;
            case ENDED_BY_SIGKILL ->
                    !killed ? KILLED_BY_ANOTHER : asked ? KILLED_AFTER_GRACE : KILLED_AT_ONCE;
            default -> SURVIVED;
        };
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

    /** What the worker has sent before its end, which is a failure as the protocol has it. */
    private static List<String> lastWords(Worker worker) throws InterruptedException {
        List<String> words = new ArrayList<>();
        try {
            Messages.each(worker::receiveText, words::add);
        } catch (WorkerFailed e) {
            // It was ended by a signal, as it was to be.
        }
        return words;
    }
}
