// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.IntConsumer;

/**
 * Ten tasks, the first of which is the slowest: it ends after all the others. Look at how many
 * results lay ready and were not used while the program waited for that one.
 *
 * <pre>{@code tandem run threads.as-completed --variant in-order}</pre>
 */
final class AsCompleted implements Workload {

    private static final String LESSON =
            """
            Whoever asks futures for their results in the order in which the tasks were submitted
            waits for the first one first, though others may have been done long ago. A completion
            service puts each future into a queue when it is done; whoever takes from the queue has
            the results as they come, and the slowest task delays nobody but itself.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 10, 2, 1_000, "how many tasks there are; the first is the slowest");

    private static final Label AS_THEY_CAME =
            acceptable("as-they-came", "results were used before the slowest was there");
    private static final Label HELD_UP =
            interesting("held-up", "all results waited for the slowest to be used first");

    /** Submits the tasks and uses their results, which are their numbers, one by one. */
    private interface Collecting {
        void collect(ExecutorService pool, Tasks tasks, IntConsumer use)
                throws InterruptedException, ExecutionException;
    }

    private static final Variants<Collecting> WAYS =
            Variants.of(
                    sound(
                            "as-completed",
                            "taken from a completion service",
                            () -> AsCompleted::take),
                    sound("in-order", "asked for one after the other", () -> AsCompleted::ask));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.as-completed", "Results as they come", LESSON)
                    .with(TASKS)
                    .with(WAYS)
                    .with(AS_THEY_CAME, HELD_UP)
                    .teaches(CompletionService.class, ExecutorCompletionService.class)
                    .explorable(SYNC, TASKS.at(2))
                    .build();

    private static final int THREADS = 4;

    /** The tasks: each returns its number, the first when the others are done. */
    private static final class Tasks {
        private final RunContext context;
        private final int count;
        private final ThreadPoolExecutor pool;

        private Tasks(RunContext context, int count, ThreadPoolExecutor pool) {
            this.context = context;
            this.count = count;
            this.pool = pool;
        }

        private int run(int number) throws InterruptedException {
            while (number == 0 && pool.getCompletedTaskCount() < count - 1) {
                Thread.sleep(1);
            }
            context.event("is done with task " + number);
            return number;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        List<Integer> used = new ArrayList<>();
        IntConsumer use =
                number -> {
                    context.event("uses the result of task " + number);
                    used.add(number);
                };
        ThreadFactory named = Thread.ofPlatform().name("worker-", 1).factory();
        try (var pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(THREADS, named)) {
            try {
                context.make(WAYS).collect(pool, new Tasks(context, context.get(TASKS), pool), use);
            } finally {
                pool.shutdownNow();
            }
        }
        int before = used.indexOf(0);
        return (before > 0 ? AS_THEY_CAME : HELD_UP)
                .observed()
                .with("results", used.size())
                .with("usedBeforeTheSlowest", before)
                .with("firstUsed", used.stream().limit(10).toList());
    }

    private static void ask(ExecutorService pool, Tasks tasks, IntConsumer use)
            throws InterruptedException, ExecutionException {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < tasks.count; i++) {
            int number = i;
            futures.add(pool.submit(() -> tasks.run(number)));
        }
        for (Future<Integer> future : futures) {
            use.accept(future.get());
        }
    }

    private static void take(ExecutorService pool, Tasks tasks, IntConsumer use)
            throws InterruptedException, ExecutionException {
        CompletionService<Integer> completed = new ExecutorCompletionService<>(pool);
        for (int i = 0; i < tasks.count; i++) {
            int number = i;
            completed.submit(() -> tasks.run(number));
        }
        for (int i = 0; i < tasks.count; i++) {
            use.accept(completed.take().get());
        }
    }
}
