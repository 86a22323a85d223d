// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Programs that come to a standstill, each because of something that somebody has left undone. */
public final class Causes {

    private Causes() {}

    public static void writesWhileItReads() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        lock.readLock().lock();
        lock.writeLock().lock();
    }

    private static void run(String name, Runnable task) throws InterruptedException {
        Thread thread = new Thread(task, name);
        thread.start();
        thread.join();
    }

    public static void readerEnds() throws InterruptedException {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        run("reader", () -> lock.readLock().lock());
        lock.writeLock().lock();
    }

    public static void keepsPermits() throws InterruptedException {
        Semaphore permits = new Semaphore(3);
        run("taker", () -> permits.acquireUninterruptibly(2));
        run(
                "user",
                () -> {
                    permits.acquireUninterruptibly();
                    permits.release();
                });
        permits.acquire(2);
    }

    public static void triesAndKeeps() throws InterruptedException {
        Semaphore permits = new Semaphore(1);
        run("taker", permits::tryAcquire);
        run("loser", permits::tryAcquire);
        permits.acquire();
    }

    public static void oneDoesNotCount() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(2);
        run("counter", latch::countDown);
        run("idler", () -> {});
        latch.await();
    }

    public static int neverShutDown() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        return pool.submit(() -> 1).get();
    }
}
