// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Several threads add one to the same counter, many times; what is missing at the end was lost. The
 * four ways of adding are in {@link Counter}.
 *
 * <pre>{@code tandem run sync.race --variant broken}</pre>
 */
final class Race implements Workload {

    private static final String LESSON =
            """
            Adding one to a shared field is reading it, adding, and writing it back. When another
            thread writes between the two, its update is overwritten and lost; no exception tells.
            A lock makes the steps one critical section, an atomic makes them one instruction, an
            adder gives contending threads cells of their own.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "how many threads count");
    private static final Parameter<Integer> INCREMENTS =
            integer("increments", 1_000_000, 1, 100_000_000, "how often each thread counts");

    private static final Label EXACT = acceptable("exact", "every increment arrived");
    private static final Label LOST =
            forbidden("lost-update", "increments are missing: another thread overwrote them");

    private static final Variants<Counter> WAYS =
            Variants.of(
                    flawed("broken", "a plain field", LOST, Counter.Plain::new),
                    sound("lock", "a field guarded by a lock", Counter.Locked::new),
                    sound("atomic", "an AtomicLong", Counter.Atomic::new),
                    sound("adder", "a LongAdder", Counter.Striped::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.race", "A lost update", LESSON)
                    .with(THREADS, INCREMENTS)
                    .with(WAYS)
                    .with(EXACT, LOST)
                    .teaches(ReentrantLock.class, AtomicLong.class, LongAdder.class)
                    .explorable(MEMORY, THREADS.at(2), INCREMENTS.at(1))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Counter counter = context.make(WAYS);
        int threads = context.get(THREADS);
        int increments = context.get(INCREMENTS);
        try (Crew crew = Crew.named("counter-")) {
            crew.together(
                    threads,
                    i -> {
                        context.event("begins to count");
                        count(counter, increments);
                        context.event("has counted " + Count.of(increments, "time"));
                    });
        }
        long expected = (long) threads * increments;
        long actual = counter.value();
        return (actual == expected ? EXACT : LOST)
                .observed()
                .with("expected", expected)
                .with("actual", actual)
                .with("lost", expected - actual);
    }

    private static final int CHECK_EVERY = 4096;

    /** A loop that never blocks has to look for the interrupt itself. */
    private static void count(Counter counter, int increments) throws InterruptedException {
        for (int i = 1; i <= increments; i++) {
            counter.increment();
            if (i % CHECK_EVERY == 0 && Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
