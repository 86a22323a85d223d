// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Orders that need a part each, and one pool for both. Look at the queue and at what the threads of
 * the pool wait for: the parts stand in the queue, behind the orders that wait for them.
 *
 * <pre>{@code tandem run sync.pool-deadlock --variant broken}</pre>
 */
final class PoolDeadlock implements Workload {

    private static final String LESSON =
            """
            A task that waits for another task of its own pool keeps a thread while it waits. When
            every thread of the pool does so, nobody is left to run what they wait for: a deadlock
            without a single lock, which no search for cycles of locks finds. It shows when the pool
            is full, so it passes every test and stops the first busy day. Give the inner tasks a
            pool of their own, or do not wait: say what is to be done with the result instead.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 2, 1, 64, "the size of the pool, and the orders that come at once");

    private static final Label DELIVERED = acceptable("delivered", "every order has its part");
    private static final Label STUCK =
            forbidden("pool-deadlock", "all threads of the pool wait for tasks in its queue");

    /** How an order comes by its part. */
    private interface Ordering {
        Future<Integer> order(Pools pools, CountDownLatch full, int number);
    }

    /** The pool of the orders, and another for those who want one. */
    private record Pools(ThreadPoolExecutor orders, ThreadPoolExecutor parts) {}

    private static final Variants<Ordering> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "an order waits for a part that the same pool is to make",
                            STUCK,
                            () ->
                                    (pools, full, number) ->
                                            pools.orders()
                                                    .submit(() -> {
                                                        await(full);
                                                        return make(pools.orders(), number).get();
                                                    })),
                    sound(
                            "second-pool",
                            "parts are made by a pool of their own",
                            () ->
                                    (pools, full, number) ->
                                            pools.orders()
                                                    .submit(() -> {
                                                        await(full);
                                                        return make(pools.parts(), number).get();
                                                    })),
                    sound(
                            "composed",
                            "no thread waits: the order goes on when its part is there",
                            () ->
                                    (pools, full, number) ->
                                            CompletableFuture.runAsync(
                                                            () -> full.countDown(), pools.orders())
                                                    .thenApplyAsync(
                                                            _ -> part(number), pools.orders())));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.pool-deadlock", "A pool that waits for itself", LESSON)
                    .with(THREADS)
                    .with(WAYS)
                    .with(DELIVERED, STUCK)
                    .teaches(ThreadPoolExecutor.class, Future.class, CompletableFuture.class)
                    .explorable(SYNC, THREADS.at(1))
                    .build();

    private static final long LOOK_EVERY_MILLIS = 5;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        int threads = context.get(THREADS);
        Ordering ordering = context.make(WAYS);
        CountDownLatch full = new CountDownLatch(threads);
        try (ThreadPoolExecutor orders = pool("order-", threads);
                ThreadPoolExecutor parts = pool("part-", threads)) {
            try {
                List<Future<Integer>> ordered = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    ordered.add(ordering.order(new Pools(orders, parts), full, i));
                    context.event("has placed order " + i);
                }
                return watch(context, orders, ordered);
            } finally {
                orders.shutdownNow();
                parts.shutdownNow();
            }
        }
    }

    private static Outcome watch(
            RunContext context, ThreadPoolExecutor orders, List<Future<Integer>> ordered)
            throws InterruptedException, ExecutionException {
        int threads = ordered.size();
        while (!ordered.stream().allMatch(Future::isDone)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            // Each of them has submitted one part, so with as many in the queue as there are
            // threads every thread is past that and waits, and nobody else takes from the queue.
            int queued = orders.getQueue().size();
            if (queued == threads && orders.getActiveCount() == threads) {
                context.event(
                        "sees " + Count.of(queued, "part") + " in the queue of a pool that waits");
                return STUCK.observed()
                        .with("threads", threads)
                        .with("queued", queued)
                        .with("completed", orders.getCompletedTaskCount());
            }
        }
        int right = 0;
        for (int i = 0; i < threads; i++) {
            right += ordered.get(i).get() == part(i) ? 1 : 0;
        }
        return DELIVERED.observed().with("threads", threads).with("delivered", right);
    }

    private static ThreadPoolExecutor pool(String prefix, int threads) {
        return new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(prefix, 1).factory());
    }

    /** Until every thread of the pool has an order: the busy day. */
    private static void await(CountDownLatch full) throws InterruptedException {
        full.countDown();
        full.await();
    }

    private static Future<Integer> make(ThreadPoolExecutor pool, int number) {
        return pool.submit(() -> part(number));
    }

    private static int part(int number) {
        return number * number;
    }
}
