// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that is asked again and again until it is free. Look at how often it was asked for
 * nothing: with more threads than processors, the one that holds it may not be running, and all the
 * others keep the processors busy with asking.
 *
 * <pre>{@code tandem run sync.spin -p threads=8}</pre>
 */
final class Spin implements Workload {

    private static final String LESSON =
            """
            A spin lock does not put a thread to sleep: it asks until the answer is yes. That is
            cheap when the lock is held for a few instructions and the holder is running, and a
            waste when it is not. Asking and taking must be one step: whoever first asks whether it
            is free and then takes it, shares it with another who did the same. Back-off leaves the
            processor to those who can use it; a lock of java.util.concurrent does that, and queues.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "how many want the lock");
    private static final Parameter<Integer> TIMES =
            integer("times", 300_000, 1, 10_000_000, "how often each takes it");

    private static final Label EXACT = acceptable("exact", "one thread at a time had the lock");
    private static final Label SHARED =
            forbidden("lost-update", "two threads had the lock at once, and an increment is lost");

    /** A lock that spins, and counts how often it was asked for nothing. */
    private abstract static class SpinLock {
        final LongAdder inVain = new LongAdder();

        abstract void lock();

        abstract void unlock();
    }

    /** Asks, and then takes. */
    private static final class AskThenTake extends SpinLock {
        private volatile boolean held;

        @Override
        void lock() {
            while (held) {
                inVain.increment();
                Thread.onSpinWait();
            }
            held = true;
        }

        @Override
        void unlock() {
            held = false;
        }
    }

    /** Takes if free, in one step. */
    private static class CompareAndSet extends SpinLock {
        private final AtomicBoolean held = new AtomicBoolean();

        @Override
        void lock() {
            while (!held.compareAndSet(false, true)) {
                inVain.increment();
                pause();
            }
        }

        void pause() {
            Thread.onSpinWait();
        }

        @Override
        void unlock() {
            held.set(false);
        }
    }

    /** Lets go of the processor for a moment after each refusal. */
    private static final class BackOff extends CompareAndSet {
        private static final long NANOS = 10_000;

        @Override
        void pause() {
            LockSupport.parkNanos(NANOS);
        }
    }

    private static final Variants<SpinLock> WAYS =
            Variants.of(
                    flawed("broken", "asks, then takes", SHARED, AskThenTake::new),
                    sound("fixed", "takes if free, in one step", CompareAndSet::new),
                    sound("back-off", "the same, and rests after a refusal", BackOff::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.spin", "A lock that spins", LESSON)
                    .with(THREADS, TIMES)
                    .with(WAYS)
                    .with(EXACT, SHARED)
                    .teaches(AtomicBoolean.class, Thread.class)
                    .build();

    /** What the lock guards. */
    private static final class Guarded {
        private long count;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int threads = context.get(THREADS);
        int times = context.get(TIMES);
        SpinLock lock = context.make(WAYS);
        Guarded guarded = new Guarded();
        try (Crew crew = Crew.named("spinner-")) {
            crew.together(
                    threads,
                    i -> {
                        count(lock, guarded, times);
                        context.event("has had the lock " + Count.of(times, "time"));
                    });
        }
        long expected = (long) threads * times;
        return (guarded.count == expected ? EXACT : SHARED)
                .observed()
                .with("expected", expected)
                .with("counted", guarded.count)
                .with("askedInVain", lock.inVain.sum());
    }

    private static void count(SpinLock lock, Guarded guarded, int times)
            throws InterruptedException {
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                long seen = guarded.count;
                Thread.onSpinWait();
                guarded.count = seen + 1;
            } finally {
                lock.unlock();
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
