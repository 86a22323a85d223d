// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

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

    /** A stamped lock does not know who holds it. */
    public static void readsWhileItWrites() {
        StampedLock lock = new StampedLock();
        long unused = lock.writeLock();
        unused = lock.readLock();
    }

    public static void oneTooFew() throws Exception {
        new CyclicBarrier(2).await();
    }

    public static int completedByNobody() {
        return new CompletableFuture<Integer>().thenApply(one -> one + 1).join();
    }

    public static Integer forkedByNobody() throws Exception {
        return ForkJoinTask.adapt(() -> 1).get();
    }

    /** Each of two threads keeps what the other one needs. */
    public static void permitsOfTwo() throws InterruptedException {
        Semaphore left = new Semaphore(1);
        Semaphore right = new Semaphore(0);
        run("taker", left::acquireUninterruptibly);
        right.release();
        right.acquire();
        left.acquire();
    }

    /** What is waited for has a name if a field has it. */
    private static final class Store {
        private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        private final Condition filled = lock.writeLock().newCondition();
        private final Semaphore items = new Semaphore(0);
        private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();

        private void awaitFilled() throws InterruptedException {
            lock.writeLock().lock();
            try {
                filled.await();
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    public static void waitsWithinAFork() throws Exception {
        Store store = new Store();
        new ForkJoinPool(1).submit(() -> store.items.acquireUninterruptibly()).get();
    }

    public static void waitsAtACondition() throws InterruptedException {
        new Store().awaitFilled();
    }

    public static void waitsAtALock() throws InterruptedException {
        Store store = new Store();
        run("writer", () -> store.lock.writeLock().lock());
        store.lock.readLock().lock();
    }

    public static void waitsAtASemaphore() throws InterruptedException {
        new Store().items.acquire();
    }

    public static int waitsAtAQueue() throws InterruptedException {
        return new Store().queue.take();
    }

    public static int waitsAtANamelessQueue() throws InterruptedException {
        return new LinkedBlockingQueue<Integer>().take();
    }
}
