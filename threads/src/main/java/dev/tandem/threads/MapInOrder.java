// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;

/**
 * The squares of 0, 1, 2 …, each computed by a task of a pool. Look at the order in which they
 * stand in the list: tasks end when they end, and a list that they fill themselves is in that
 * order.
 *
 * <p>Seen in 100 runs on two cores: {@code broken} out of order in all.
 *
 * <pre>{@code tandem run threads.map --variant broken}</pre>
 */
final class MapInOrder implements Workload {

    private static final String LESSON =
            """
            Mapping a function over a list means that result i belongs to element i. Tasks of a pool
            begin in the order in which they were submitted and end in any order, so the place of a
            result is not the moment at which it came. Futures keep the two apart: they stand in the
            list in the order of the elements, and each is asked for its own result.
            """;

    private static final Parameter<Integer> ELEMENTS =
            integer("elements", 10, 2, 10_000, "how many elements are mapped");
    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 2, 64, "the size of the pool");
    private static final Parameter<Duration> LONGEST =
            duration(
                    "longest",
                    Duration.ofMillis(5),
                    Duration.ofSeconds(1),
                    "a task takes a random time up to this");

    private static final Label IN_ORDER =
            acceptable("in-order", "result i is the square of element i");
    private static final Label OUT_OF_ORDER =
            forbidden("out-of-order", "a result stands at the place of another element");

    /** Hands the tasks to the pool and collects what they return. */
    private interface Mapping {
        List<Integer> map(ExecutorService pool, List<Callable<Integer>> tasks)
                throws InterruptedException, ExecutionException;
    }

    private static final Variants<Mapping> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "each task adds its result to a list",
                            OUT_OF_ORDER,
                            () -> MapInOrder::asTheyEnd),
                    sound("fixed", "one future for each element", () -> MapInOrder::futures),
                    sound(
                            "invoke-all",
                            "all at once, with invokeAll",
                            () -> MapInOrder::invokeAll));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.map", "A map over a list, in order", LESSON)
                    .with(ELEMENTS, THREADS, LONGEST)
                    .with(WAYS)
                    .with(IN_ORDER, OUT_OF_ORDER)
                    .teaches(ExecutorService.class, Callable.class, Future.class)
                    .explorable(SYNC, ELEMENTS.at(2), THREADS.at(2), LONGEST.at(Duration.ZERO))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        List<Integer> elements = IntStream.range(0, context.get(ELEMENTS)).boxed().toList();
        List<Callable<Integer>> tasks =
                elements.stream().map(element -> square(context, element)).toList();
        List<Integer> results;
        ThreadFactory named = Thread.ofPlatform().name("worker-", 1).factory();
        try (ExecutorService pool = Executors.newFixedThreadPool(context.get(THREADS), named)) {
            try {
                results = context.make(WAYS).map(pool, tasks);
            } finally {
                pool.shutdownNow();
            }
        }
        List<Integer> expected = elements.stream().map(element -> element * element).toList();
        long displaced =
                elements.stream().filter(i -> !results.get(i).equals(expected.get(i))).count();
        return (displaced == 0 ? IN_ORDER : OUT_OF_ORDER)
                .observed()
                .with("displaced", displaced)
                .with("firstResults", results.stream().limit(10).toList());
    }

    private static Callable<Integer> square(RunContext context, int element) {
        Duration longest = context.get(LONGEST);
        Duration takes = Duration.ofNanos(context.random(element).nextLong(longest.toNanos() + 1));
        return () -> {
            Thread.sleep(takes);
            context.event("has the square of " + element);
            return element * element;
        };
    }

    /** The list is safe for many threads, and its order is still that of their chance. */
    private static List<Integer> asTheyEnd(ExecutorService pool, List<Callable<Integer>> tasks)
            throws InterruptedException, ExecutionException {
        List<Integer> results = Collections.synchronizedList(new ArrayList<>());
        List<Future<Boolean>> added = new ArrayList<>();
        for (Callable<Integer> task : tasks) {
            added.add(pool.submit(() -> results.add(task.call())));
        }
        results(added);
        return results;
    }

    private static List<Integer> futures(ExecutorService pool, List<Callable<Integer>> tasks)
            throws InterruptedException, ExecutionException {
        List<Future<Integer>> futures = new ArrayList<>();
        for (Callable<Integer> task : tasks) {
            futures.add(pool.submit(task));
        }
        return results(futures);
    }

    private static List<Integer> invokeAll(ExecutorService pool, List<Callable<Integer>> tasks)
            throws InterruptedException, ExecutionException {
        return results(pool.invokeAll(tasks));
    }

    private static <T> List<T> results(List<Future<T>> futures)
            throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }
}
