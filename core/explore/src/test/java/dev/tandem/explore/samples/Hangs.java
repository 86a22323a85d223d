// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ways to hang that pools, logs and event loops are known for, each with a program that does the
 * same and never hangs.
 */
public final class Hangs {

    private Hangs() {}

    /** Each of two threads takes two permits, one after the other, before it gives any back. */
    private static void takeTwiceOf(int permits) throws InterruptedException {
        Semaphore free = new Semaphore(permits, true);
        Runnable request =
                () -> {
                    free.acquireUninterruptibly();
                    free.acquireUninterruptibly();
                    free.release(2);
                };
        two(request, request);
    }

    public static void permitsForOne() throws InterruptedException {
        takeTwiceOf(2);
    }

    public static void permitsForBoth() throws InterruptedException {
        takeTwiceOf(3);
    }

    /** A task comes to a pool that somebody else shuts down meanwhile. */
    private static void submitTo(RejectedExecutionHandler handler) throws Exception {
        var pool =
                new ThreadPoolExecutor(
                        1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), handler);
        FutureTask<Integer> task = new FutureTask<>(() -> 1);
        Thread closer = new Thread(pool::shutdown, "closer");
        closer.start();
        try {
            pool.execute(task);
            task.get();
        } catch (RejectedExecutionException e) {
            task.cancel(false);
        }
        closer.join();
    }

    /** What is refused goes into the queue all the same, though nobody may be left to take it. */
    public static void queuedAfterTheEnd() throws Exception {
        submitTo((task, pool) -> pool.getQueue().add(task));
    }

    public static void takenBackAfterTheEnd() throws Exception {
        submitTo((task, pool) -> {
            pool.getQueue().add(task);
            if (pool.isShutdown() && pool.remove(task)) {
                throw new RejectedExecutionException();
            }
        });
    }

    public static int stageWaitsForAnother() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        int result =
                CompletableFuture.supplyAsync(
                                () -> 1 + CompletableFuture.supplyAsync(() -> 2, pool).join(), pool)
                        .join();
        pool.shutdown();
        return result;
    }

    public static int stageFollowsAnother() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        int result =
                CompletableFuture.supplyAsync(() -> 2, pool)
                        .thenCompose(two -> CompletableFuture.supplyAsync(() -> 1 + two, pool))
                        .join();
        pool.shutdown();
        return result;
    }

    /** As many tasks as a pool has threads, each of which waits for a part of it. */
    private static int sum(int tasks, ExecutorService pool, ExecutorService parts)
            throws Exception {
        Future<?>[] all = new Future<?>[tasks];
        for (int i = 0; i < tasks; i++) {
            all[i] = pool.submit(() -> parts.submit(() -> 21).get());
        }
        int sum = 0;
        for (Future<?> one : all) {
            sum += (int) one.get();
        }
        pool.shutdown();
        parts.shutdown();
        return sum;
    }

    public static int partsInTheSamePool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        return sum(2, pool, pool);
    }

    public static int partsInAPoolOfTheirOwn() throws Exception {
        return sum(1, Executors.newFixedThreadPool(1), Executors.newFixedThreadPool(1));
    }

    /** What is logged; its text needs the monitor. */
    private static final class Channel {
        private int state;

        private synchronized void next() {
            state++;
        }

        private void log(BlockingQueue<Object> log) {
            try {
                log.put(this);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void nextAndLog(BlockingQueue<Object> log) {
            state++;
            log(log);
        }

        @Override
        public synchronized String toString() {
            return "state " + state;
        }
    }

    private static void print(BlockingQueue<Object> log) {
        try {
            for (int i = 0; i < 3; i++) {
                Object unused = log.take().toString();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void logsInsideTheMonitor() throws InterruptedException {
        BlockingQueue<Object> log = new ArrayBlockingQueue<>(1);
        Channel channel = new Channel();
        two(
                () -> print(log),
                () -> {
                    channel.nextAndLog(log);
                    channel.nextAndLog(log);
                    channel.nextAndLog(log);
                });
    }

    public static void logsOutsideTheMonitor() throws InterruptedException {
        BlockingQueue<Object> log = new ArrayBlockingQueue<>(1);
        Channel channel = new Channel();
        two(
                () -> print(log),
                () -> {
                    for (int i = 0; i < 3; i++) {
                        channel.next();
                        channel.log(log);
                    }
                });
    }

    /** An event loop sleeps until it is told that there is work. */
    private static final class Loop {
        private boolean told;

        private synchronized void tell() {
            told = true;
            notifyAll();
        }

        private synchronized void sleep() {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void sleepUntilTold() {
            while (!told) {
                sleep();
            }
        }
    }

    public static void sleepsWithoutALook() throws InterruptedException {
        Loop loop = new Loop();
        two(loop::sleep, loop::tell);
    }

    public static void looksAndSleeps() throws InterruptedException {
        Loop loop = new Loop();
        two(loop::sleepUntilTold, loop::tell);
    }
}
