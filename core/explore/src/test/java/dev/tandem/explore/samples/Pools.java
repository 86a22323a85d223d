// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** What runs tasks in the JDK, one program each. Each returns 2, whatever the schedule. */
public final class Pools {

    private Pools() {}

    public static int scheduled() throws Exception {
        try (var s = Executors.newScheduledThreadPool(1)) {
            ScheduledFuture<Integer> a = s.schedule(() -> 2, 1, TimeUnit.HOURS);
            return a.get();
        }
    }

    public static int fixedRate() throws Exception {
        var count = new AtomicInteger();
        try (var s = Executors.newScheduledThreadPool(1)) {
            var latch = new CountDownLatch(2);
            s.scheduleAtFixedRate(
                    () -> {
                        count.incrementAndGet();
                        latch.countDown();
                    },
                    1,
                    1,
                    TimeUnit.HOURS);
            latch.await();
            s.shutdownNow();
        }
        return count.get() >= 2 ? 2 : 0;
    }

    public static int cached() throws Exception {
        try (var s = Executors.newCachedThreadPool()) {
            return s.submit(() -> 1).get() + s.submit(() -> 1).get();
        }
    }

    public static int stealing() throws Exception {
        try (var s = Executors.newWorkStealingPool(2)) {
            return s.submit(() -> 1).get() + s.submit(() -> 1).get();
        }
    }

    public static int perTask() throws Exception {
        try (var s = Executors.newVirtualThreadPerTaskExecutor()) {
            return s.submit(() -> 1).get() + s.submit(() -> 1).get();
        }
    }

    static class Fib extends RecursiveTask<Integer> {
        final int n;

        Fib(int n) {
            this.n = n;
        }

        protected Integer compute() {
            if (n < 2) return n;
            var a = new Fib(n - 1);
            a.fork();
            return new Fib(n - 2).compute() + a.join();
        }
    }

    public static int forkJoin() {
        try (var p = new ForkJoinPool(2)) {
            return p.invoke(new Fib(3));
        }
    }

    public static int commonPool() {
        return ForkJoinPool.commonPool().invoke(new Fib(3));
    }

    public static int async() {
        return CompletableFuture.supplyAsync(() -> 1)
                .thenApplyAsync(a -> a + 1)
                .thenCompose(a -> CompletableFuture.completedFuture(a))
                .join();
    }

    public static int asyncTimeout() {
        try {
            return new CompletableFuture<Integer>().orTimeout(1, TimeUnit.HOURS).join();
        } catch (CompletionException e) {
            return e.getCause() instanceof TimeoutException ? 2 : 3;
        }
    }

    public static int futureTask() throws Exception {
        var t = new FutureTask<>(() -> 2);
        new Thread(t).start();
        return t.get();
    }

    public static int completion() throws Exception {
        try (var s = Executors.newFixedThreadPool(2)) {
            var c = new ExecutorCompletionService<Integer>(s);
            c.submit(() -> 1);
            c.submit(() -> 1);
            return c.take().get() + c.take().get();
        }
    }

    public static int invokeAll() throws Exception {
        try (var s = Executors.newFixedThreadPool(2)) {
            return s.invokeAll(List.<Callable<Integer>>of(() -> 1, () -> 1)).stream()
                    .mapToInt(f -> f.resultNow())
                    .sum();
        }
    }

    public static int flow() throws Exception {
        var l = new CountDownLatch(1);
        try (var p = new SubmissionPublisher<Integer>()) {
            p.consume(i -> l.countDown());
            p.submit(1);
            l.await();
        }
        return 2;
    }

    public static int timer() throws Exception {
        var t = new Timer(true);
        var l = new CountDownLatch(1);
        t.schedule(
                new TimerTask() {
                    public void run() {
                        l.countDown();
                    }
                },
                1000);
        l.await();
        t.cancel();
        return 2;
    }

    public static int delayQueue() throws Exception {
        var q = new DelayQueue<Delayed>();
        long at = System.nanoTime() + 3_600_000_000_000L;
        q.add(
                new Delayed() {
                    public long getDelay(TimeUnit u) {
                        return u.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
                    }

                    public int compareTo(Delayed o) {
                        return 0;
                    }
                });
        q.take();
        return 2;
    }
}
