// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A thread runs until an event is set, then deletes its file and ends; nobody ends it from outside.
 * Look at how often it has looked for the event, and how long it ran on after it.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *          stopped  never-seen
 * broken         0         100
 * polling      100           0
 * waiting      100           0
 * </pre>
 *
 * <pre>{@code tandem run sync.event --variant broken}</pre>
 */
final class StopEvent implements Workload {

    private static final String LESSON =
            """
            A thread cannot be killed, and need not be: it is told that it should stop, looks
            whether it was told, and ends where it can end cleanly. What it looks at must be made
            for threads to share. Nothing in a loop that computes changes a plain field, so the
            compiled program reads it once, and the loop never sees the event. A volatile field is
            seen at the next look; a latch wakes who waits for it, without any looking.
            """;

    private static final Parameter<Duration> AFTER =
            duration(
                    "after",
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10),
                    "how long after the start the event is set");
    private static final Parameter<Duration> REST =
            duration(
                    "rest",
                    Duration.ofMillis(10),
                    Duration.ofSeconds(10),
                    "polling: how long the thread rests between two looks");

    private static final Label STOPPED =
            acceptable("stopped", "the thread saw the event, cleaned up and ended by itself");
    private static final Label NEVER_SEEN =
            forbidden("never-seen", "the event was set, and the thread went on without seeing it");

    /** What one thread sets once, and another looks at or waits for. */
    private abstract static class Signal {

        /** How often the thread that is to stop has looked. */
        long looks;

        abstract void set();

        /**
         * Returns when the signal has been set.
         *
         * @return whether it was seen when it was looked for
         */
        abstract boolean await() throws InterruptedException;
    }

    private static final class Plain extends Signal {

        /** A random number generator is back at its beginning after so many steps. */
        private static final int PERIOD = 1 << 28;

        private boolean set;

        @Override
        void set() {
            set = true;
        }

        /** Looks after every step of a computation; a look after each round is a real one. */
        @Override
        boolean await() throws InterruptedException {
            while (true) {
                if (sawWhileComputing()) {
                    return true;
                }
                // What follows a volatile read, as there is one in here, is read anew.
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (set) {
                    return false;
                }
            }
        }

        private boolean sawWhileComputing() {
            int number = 0;
            do {
                if (set) {
                    return true;
                }
                number = (number * 1_664_525 + 1_013_904_223) & (PERIOD - 1);
                looks++;
            } while (number != 0);
            return false;
        }
    }

    private static final class Polled extends Signal {
        private final Duration rest;
        private volatile boolean set;

        Polled(Duration rest) {
            this.rest = rest;
        }

        @Override
        void set() {
            set = true;
        }

        @Override
        boolean await() throws InterruptedException {
            looks++;
            while (!set) {
                Thread.sleep(rest);
                looks++;
            }
            return true;
        }
    }

    private static final class Latch extends Signal {
        private final CountDownLatch latch = new CountDownLatch(1);

        @Override
        void set() {
            latch.countDown();
        }

        @Override
        boolean await() throws InterruptedException {
            looks++;
            latch.await();
            return true;
        }
    }

    private static final Variants<Signal> WAYS =
            Variants.of(
                    flawed("broken", "computes, and polls a plain field", NEVER_SEEN, Plain::new),
                    sound(
                            "polling",
                            "polls a volatile field, and rests in between",
                            context -> new Polled(context.get(REST))),
                    sound("waiting", "waits for a latch", Latch::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.event", "Stopping a thread by an event", LESSON)
                    .with(AFTER, REST)
                    .with(WAYS)
                    .with(STOPPED, NEVER_SEEN)
                    .teaches(CountDownLatch.class)
                    .notes("Events: my_thread polls my_event.is_set()")
                    .build();

    /** The thread that is to stop, and to leave no file behind. */
    private static final class Worker {
        private final RunContext context;
        private final Signal signal;
        private boolean saw;
        private long ended;

        Worker(RunContext context, Signal signal) {
            this.context = context;
            this.signal = signal;
        }

        void work() throws IOException, InterruptedException {
            Path file = Files.createFile(file(context));
            context.event("has made a file, and runs until the event is set");
            saw = signal.await();
            ended = System.nanoTime();
            if (saw) {
                Files.delete(file);
                context.event("sees the event, deletes the file and ends");
            } else {
                context.event("has not seen the event and knows no reason to clean up");
            }
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Signal signal = context.make(WAYS);
        Worker worker = new Worker(context, signal);
        try (Crew crew = Crew.named("worker-")) {
            crew.start("worker", worker::work);
            Thread.sleep(context.get(AFTER));
            long set = System.nanoTime();
            signal.set();
            context.event("has set the event");
            crew.join();
            boolean cleanedUp = Files.notExists(file(context));
            return (worker.saw && cleanedUp ? STOPPED : NEVER_SEEN)
                    .observed()
                    .with("looks", signal.looks)
                    .with("cleanedUp", cleanedUp)
                    .with("ranOnFor", Durations.human((double) worker.ended - set));
        }
    }

    private static Path file(RunContext context) {
        return context.scratch().resolve("work");
    }
}
