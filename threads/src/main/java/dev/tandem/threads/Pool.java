// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Twenty tasks are handed to an executor, which decides on the threads. Look at how many threads
 * there were, how many tasks each of them ran, and what it costs to hand over a task that does
 * nothing.
 *
 * <pre>{@code tandem run threads.pool --variant cached}</pre>
 */
final class Pool implements Workload {

    private static final String LESSON =
            """
            An executor takes tasks and keeps it to itself which thread runs them. A fixed pool has
            so many threads and a queue for the rest, so it bounds what runs at once. A cached one
            makes a thread whenever none is idle, and bounds nothing. Virtual threads are cheap
            enough for one a task: nothing is pooled, and a limit is the business of a semaphore.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 20, 1, 2_000, "how many tasks are handed over, all at once");
    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "the size of the fixed pool");
    private static final Parameter<Duration> WORK =
            duration(
                    "work",
                    Duration.ofMillis(2),
                    Duration.ofSeconds(1),
                    "how long a task waits, as for an answer");
    private static final Parameter<Integer> EMPTY =
            integer("empty", 2_000, 10, 1_000_000, "how many empty tasks are timed afterwards");

    private static final Label SHARED =
            acceptable("shared", "every task was run, and threads ran several each");
    private static final Label ONE_EACH =
            acceptable("one-each", "every task was run, by a thread that ran no other");
    private static final Label NOT_ONCE =
            forbidden("not-once", "a task was run twice, or by nobody")
                    .unseen("an executor takes each task from its queue once");

    /** Makes the executor; the names of its threads are left to it. */
    private interface Kind {
        ExecutorService open(int threads);
    }

    private static final Variants<Kind> WAYS =
            Variants.of(
                    sound(
                            "fixed",
                            "so many threads and a queue",
                            () -> Executors::newFixedThreadPool),
                    sound(
                            "cached",
                            "a new thread whenever none is idle",
                            () -> _ -> Executors.newCachedThreadPool()),
                    sound(
                            "virtual",
                            "a virtual thread for each task",
                            () -> _ -> Executors.newVirtualThreadPerTaskExecutor()));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.pool", "Tasks, and the threads that run them", LESSON)
                    .with(TASKS, THREADS, WORK, EMPTY)
                    .with(WAYS)
                    .with(SHARED, ONE_EACH, NOT_ONCE)
                    .teaches(ExecutorService.class, Executors.class, ThreadPoolExecutor.class)
                    .notes("threads kept in a pool against the cost of starting them")
                    .build();

    private static final int MOST_BARS = 32;
    private static final int ROUNDS = 10;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        int tasks = context.get(TASKS);
        // By the id of the thread: virtual threads have no name unless they are given one.
        Map<Long, Integer> tasksOf = new ConcurrentSkipListMap<>();
        try (ExecutorService executor = context.make(WAYS).open(context.get(THREADS))) {
            try {
                List<Future<?>> futures = new ArrayList<>();
                for (int i = 0; i < tasks; i++) {
                    futures.add(
                            executor.submit(() -> {
                                Thread.sleep(context.get(WORK));
                                return tasksOf.merge(
                                        Thread.currentThread().threadId(), 1, Integer::sum);
                            }));
                }
                context.event("has handed over " + Count.of(tasks, "task"));
                for (Future<?> future : futures) {
                    future.get();
                }
                context.event("has seen the last of them done");
                return judge(tasks, tasksOf)
                        .with("handOver", Durations.human(handOver(executor, context.get(EMPTY))));
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static Outcome.Observed judge(int tasks, Map<Long, Integer> tasksOf) {
        int ran = tasksOf.values().stream().mapToInt(n -> n).sum();
        int threads = tasksOf.size();
        Label label = ran != tasks ? NOT_ONCE : threads < tasks ? SHARED : ONE_EACH;
        Bars bars = Bars.of("tasks");
        for (var entry : tasksOf.entrySet()) {
            if (bars.bars().size() < MOST_BARS) {
                bars = bars.with("thread #" + entry.getKey(), entry.getValue());
            }
        }
        return label.observed()
                .with("tasks", ran)
                .with("threads", threads)
                .with(threads <= MOST_BARS ? "tasksOf" : "tasksOfTheFirst", bars);
    }

    /**
     * How long it takes from handing over an empty task to having its result, in nanoseconds: the
     * median of some rounds, so that the first ones, which run in code that is not yet compiled, do
     * not count.
     */
    private static double handOver(ExecutorService executor, int times)
            throws InterruptedException, ExecutionException {
        double[] nanos = new double[ROUNDS];
        int perRound = times / ROUNDS;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < perRound; i++) {
                executor.submit(() -> {}).get();
            }
            nanos[round] = (System.nanoTime() - start) / (double) perRound;
        }
        Arrays.sort(nanos);
        return nanos[ROUNDS / 2];
    }
}
