package dev.tandem.sync;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several threads add one to the same counter, many times; what is missing at the end was lost. See
 * {@link Counter}.
 */
final class Race implements Workload {

    private static final Parameter<Integer> THREADS =
            Parameter.integer("threads", 4, 1, 64, "how many threads count");
    private static final Parameter<Integer> INCREMENTS =
            Parameter.integer(
                    "increments", 1_000_000, 1, 100_000_000, "how often each thread counts");

    private static final int CHECK_EVERY = 4096;

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.race")
                    .title("A lost update")
                    .lesson(
                            """
                            Adding one to a shared field is reading it, adding, and writing it back.
                            When another thread writes between the two, its update is overwritten
                            and lost; no exception tells. A lock makes the steps one critical
                            section, an atomic makes them one instruction, an adder gives contending
                            threads cells of their own.
                            """)
                    .parameters(THREADS, INCREMENTS)
                    .flawed("broken", "a plain field", "lost-update")
                    .variant("lock", "a field guarded by a lock")
                    .variant("atomic", "an AtomicLong")
                    .variant("adder", "a LongAdder")
                    .acceptable("exact", "every increment arrived; the broken counter can be lucky")
                    .forbidden(
                            "lost-update", "increments are missing: another thread overwrote them")
                    .explorable(Level.MEMORY, "threads", "2", "increments", "1")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Counter counter = Counter.of(context.variant());
        int threads = context.get(THREADS);
        int increments = context.get(INCREMENTS);

        // Without a common start the first thread could be done before the last one exists.
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService counting =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("counter-", 1).factory())) {
            try {
                List<Future<?>> counts = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    counts.add(
                            counting.submit(() -> {
                                start.await();
                                context.event("begins to count");
                                count(counter, increments);
                                context.event("has counted " + increments + " times");
                                return null;
                            }));
                }
                start.countDown();
                for (Future<?> count : counts) {
                    count.get();
                }
            } finally {
                counting.shutdownNow();
            }
        }

        long expected = (long) threads * increments;
        long actual = counter.value();
        return Outcome.observed(actual == expected ? "exact" : "lost-update")
                .with("expected", expected)
                .with("actual", actual)
                .with("lost", expected - actual);
    }

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
