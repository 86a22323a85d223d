// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Parameter.number;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.lab.scaling.Curve;
import dev.tandem.lab.scaling.Scalability;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/**
 * The same tasks on pools of 1, 2, 4 and more threads. A task waits for an answer, for which a
 * sleep stands in, and then computes; those of the variant {@code cpu} do not wait. Look at where
 * the measured curve stops rising, and where the formulas say that it should: Goetz's names the
 * size at which the processors are busy, so that more is of no use, and Little's law the size that
 * a given number of tasks a second needs, so that less is not enough.
 *
 * <p>The threads are started before the time is taken: that is what a pool is for. Mind the other
 * work of the machine: where it has much, larger pools get more of its time.
 *
 * <pre>{@code tandem run threads.sizing --variant cpu}</pre>
 */
final class Sizing implements Workload {

    private static final String LESSON =
            """
            A pool for tasks that compute needs a thread for each processor; one for tasks that wait
            needs as many more as a task waits longer than it computes. Measure both times, and the
            formula gives the size. What it does not know is everything else that tasks share, such
            as connections, a lock, or the memory: the curve does.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 128, 1, 1024, "the size of the largest pool");
    private static final Parameter<Duration> WAIT =
            duration(
                    "wait",
                    Duration.ofMillis(2),
                    Duration.ofSeconds(10),
                    "how long a task waits before it computes");
    private static final Parameter<Integer> N =
            integer("n", 22, 1, 35, "which Fibonacci number a task computes");
    private static final Parameter<Integer> TASKS =
            integer("tasks", 16, 1, 1000, "how many there are for each thread of the pool");
    private static final Parameter<Integer> RATE =
            integer("rate", 5000, 1, 1_000_000, "tasks a second that Little's law is asked about");
    private static final Parameter<Double> UTILISATION =
            number("utilisation", 1.0, 0.01, 1.0, "how busy the processors are meant to be");
    private static final Parameter<Integer> ROUNDS =
            integer("rounds", 5, 3, 100, "how often each size is measured");

    private static final int REPETITIONS = 41;

    private static final Label MEASURED =
            acceptable("measured", "every size was measured, and the formulas have their numbers");

    private static final Variants<Duration> WAYS =
            Variants.of(
                    sound(
                            "io",
                            "tasks that wait, and compute a little",
                            context -> context.get(WAIT)),
                    sound("cpu", "tasks that compute", () -> Duration.ZERO));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.sizing", "The right size of a pool", LESSON)
                    .with(THREADS, WAIT, N, TASKS, RATE, UTILISATION, ROUNDS)
                    .with(WAYS)
                    .with(MEASURED)
                    .teaches(ThreadPoolExecutor.class, LinkedBlockingQueue.class)
                    .notes("Executors and pools: how many workers")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int greatest = context.get(THREADS);
        Duration wait = context.make(WAYS);
        int n = context.get(N);
        Callable<Long> task =
                () -> {
                    Thread.sleep(wait);
                    return Fibonacci.number(n);
                };
        String otherWork = OtherWork.measure();
        PoolFormulas formulas = measureOneByOne(context, task);
        context.event("runs the tasks on pools of 1, 2, 4 … threads");
        Curve curve =
                Curve.measure(
                        Curve.doublings(greatest),
                        context.get(ROUNDS),
                        threads -> rate(threads, threads * context.get(TASKS), task));
        int best = curve.best().threads();
        context.event("was fastest with " + best + "; Goetz says " + formulas.goetz());
        Scalability fit = Scalability.of(curve, (int) Math.min(greatest, formulas.goetz()));
        return MEASURED.observed()
                .with("waitingPerTask", Durations.human(formulas.waiting()))
                .with("computingPerTask", Durations.human(formulas.computing()))
                .with("otherWork", otherWork)
                .with("best", best)
                .with("goetz", formulas.goetz())
                .with("little", formulas.little())
                .with("scalability", fit.toString())
                .with("curve", formulas.on(fit.picture(curve, "tasks/s"), greatest));
    }

    /**
     * Tasks one by one, of which the medians count: one that had to wait for its processor has not
     * waited for an answer.
     */
    private static PoolFormulas measureOneByOne(RunContext context, Callable<Long> task)
            throws Exception {
        try (Crew crew = Crew.named("one-by-one-")) {
            List<ThreadUsage> used = crew.gather(1, i -> repeat(task)).getFirst();
            return new PoolFormulas(
                    Runtime.getRuntime().availableProcessors(),
                    context.get(UTILISATION),
                    context.get(RATE),
                    median(used, ThreadUsage::waitingNanos),
                    Math.max(1, median(used, ThreadUsage::cpuNanos)));
        }
    }

    private static List<ThreadUsage> repeat(Callable<Long> task) throws Exception {
        List<ThreadUsage> used = new ArrayList<>();
        for (int i = 0; i < REPETITIONS; i++) {
            used.add(ThreadUsage.of(task::call));
        }
        return used;
    }

    private static double median(List<ThreadUsage> used, ToLongFunction<ThreadUsage> nanos) {
        return used.stream()
                .mapToLong(nanos)
                .sorted()
                .skip(REPETITIONS / 2)
                .findFirst()
                .orElseThrow();
    }

    /** How many tasks a second a pool of so many threads does. */
    private static double rate(int threads, int tasks, Callable<Long> task) throws Exception {
        var pool =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().name("pool-", 0).factory());
        try (pool) {
            pool.prestartAllCoreThreads();
            long start = System.nanoTime();
            for (Future<Long> done : pool.invokeAll(Collections.nCopies(tasks, task))) {
                done.get();
            }
            return tasks * 1e9 / (System.nanoTime() - start);
        }
    }
}
