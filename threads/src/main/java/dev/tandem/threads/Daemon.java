// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Variant.flawed;
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
import dev.tandem.spi.WorkerContext.EndOfMain;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A program has a thread that works and one that sends a heartbeat for ever. It is a process of its
 * own and is watched from outside: look at whether it ends when the work is done, and at how many
 * heartbeats came when nothing was left to do.
 *
 * <p>Seen in 100 runs of each: {@code daemon} and {@code virtual} always ended of themselves,
 * {@code user} never did.
 *
 * <pre>{@code tandem run threads.daemon --variant user}</pre>
 */
final class Daemon implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A Java program ends when the last of its user threads has ended, not when main has. A
            daemon thread is one that this end does not wait for: it stops in the middle of what it
            does, and no finally block of its runs any more, so it must hold nothing that has to be
            put in order. A heartbeat is to be a daemon, or the program never ends. Platform threads
            inherit the property from the thread that creates them; virtual threads are daemons,
            all of them.
            """;

    private static final Parameter<Duration> INTERVAL =
            duration(
                    "interval",
                    Duration.ofMillis(20),
                    Duration.ofMinutes(1),
                    "from one heartbeat to the next");
    private static final Parameter<Duration> PATIENCE =
            duration(
                    "patience",
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1),
                    "how long the program may take to end when its work is done");

    private static final Label DIED_WITH_PROGRAM =
            acceptable("died-with-program", "the work was done, and the program ended of itself");
    private static final Label KEPT_ALIVE =
            forbidden("kept-alive", "the program had nothing left to do, and its heart beat on");

    private static final Variants<Heart> HEARTS =
            Variants.of(
                    sound("daemon", "the heart is a daemon thread", () -> Heart.DAEMON),
                    sound("virtual", "the heart is a virtual thread", () -> Heart.VIRTUAL),
                    flawed("user", "the heart is a user thread", KEPT_ALIVE, () -> Heart.USER));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.daemon", "A heartbeat that dies with the program", LESSON)
                    .with(INTERVAL, PATIENCE)
                    .with(HEARTS)
                    .with(DIED_WITH_PROGRAM, KEPT_ALIVE)
                    .teaches(Thread.class, Thread.Builder.class)
                    .notes("Daemonizing a thread: the standard thread and the heartbeat")
                    .build();

    private static final int BEATS_DURING_WORK = 3;
    private static final int BEATS_THAT_TELL = 20;

    /** What a Java program exits with when its main thread has died, whenever it then ends. */
    private static final int MAIN_HAS_DIED = 1;

    /** The program's last user thread but for the heart, if that is one. */
    private static final String STANDARD = "standard thread";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        String heart = context.make(HEARTS).name();
        String interval = Durations.format(context.get(INTERVAL));
        WorkerRequest request = WorkerRequest.of(SPEC.id(), heart, interval);
        try (Worker program = context.workers().start(request)) {
            for (int beat = 0; beat < BEATS_DURING_WORK; beat++) {
                context.event("hears: " + program.receiveText().orElseThrow());
                context.pause(Duration.ofSeconds(1));
            }
            program.send("the work is done");
            Seen seen = watch(program, context.get(PATIENCE));
            if (seen.ended) {
                context.event("sees that the program has ended");
            } else {
                context.event("sees that the program lives on, and ends it");
                program.process().destroy();
                program.waitFor();
            }
            return (seen.ended ? DIED_WITH_PROGRAM : KEPT_ALIVE)
                    .observed()
                    .with("endedOfItself", seen.ended)
                    .with("beatsAlone", seen.beatsAlone);
        }
    }

    /**
     * @param beatsAlone how many heartbeats came when the thread that works had ended
     */
    private record Seen(boolean ended, int beatsAlone) {}

    /**
     * Listens until the program has ended, or its heart has beaten on for long enough, and often
     * enough too: on a busy machine a program may need its time to end.
     */
    private static Seen watch(Worker program, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        int alone = 0;
        try {
            while (alone < BEATS_THAT_TELL || System.nanoTime() - end < 0) {
                String beat = program.receiveText().orElseThrow();
                alone += beat.endsWith(STANDARD + " " + Thread.State.TERMINATED) ? 1 : 0;
            }
            return new Seen(false, alone);
        } catch (WorkerFailed e) {
            if (program.waitFor() != MAIN_HAS_DIED) {
                throw e;
            }
            return new Seen(true, alone);
        }
    }

    /** The program: starts its two threads, and then main has nothing left to do. */
    @Override
    public void work(WorkerContext context) {
        Thread main = Thread.currentThread();
        Heart heart = Heart.valueOf(context.arguments().getFirst());
        Duration interval = Durations.parse(context.arguments().get(1));
        Thread standard = Thread.ofPlatform().name(STANDARD).start(() -> workUntilTold(context));
        heart.builder()
                .name("heart")
                .start(() -> {
                    while (true) {
                        context.send("a heartbeat, " + state(main) + ", " + state(standard));
                        LockSupport.parkNanos(interval.toNanos());
                    }
                });
        throw new EndOfMain();
    }

    private static void workUntilTold(WorkerContext context) {
        try {
            context.receive();
        } catch (InterruptedException _) {
            return;
        }
    }

    /** The kinds of thread that the heart can be. */
    private enum Heart {
        DAEMON,
        VIRTUAL,
        USER;

        Thread.Builder builder() {
            return switch (this) {
                case DAEMON -> Thread.ofPlatform().daemon(true);
                case VIRTUAL -> Thread.ofVirtual();
                case USER -> Thread.ofPlatform().daemon(false);
            };
        }
    }

    private static String state(Thread thread) {
        return thread.getName() + " " + thread.getState();
    }
}
