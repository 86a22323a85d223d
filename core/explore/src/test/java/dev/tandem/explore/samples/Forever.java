// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Every wait with a time limit, for what nobody does and for the longest time that there is. Some
 * time has passed before, so that the sum of both is more than a long can hold.
 */
public final class Forever {

    private static final long MAX = Long.MAX_VALUE;
    private static final int MAX_NANOS = 999_999;

    private Forever() {}

    @FunctionalInterface
    private interface Waiting {
        void run() throws Exception;
    }

    private static void later(Waiting waiting) throws Exception {
        Thread.sleep(1);
        waiting.run();
    }

    private static synchronized void await(Waiting waiting) throws Exception {
        later(waiting);
    }

    private static Thread idle() {
        Thread idle = new Thread(LockSupport::park);
        idle.setDaemon(true);
        idle.start();
        return idle;
    }

    public static void await() throws Exception {
        await(() -> Forever.class.wait(MAX));
    }

    public static void awaitWithNanos() throws Exception {
        await(() -> Forever.class.wait(MAX, MAX_NANOS));
    }

    public static void timedWait() throws Exception {
        await(() -> TimeUnit.DAYS.timedWait(Forever.class, MAX));
    }

    public static void join() throws Exception {
        later(() -> idle().join(MAX));
    }

    public static void joinWithNanos() throws Exception {
        later(() -> idle().join(MAX, MAX_NANOS));
    }

    public static void joinForADuration() throws Exception {
        later(() -> idle().join(Duration.ofSeconds(MAX)));
    }

    public static void timedJoin() throws Exception {
        later(() -> TimeUnit.NANOSECONDS.timedJoin(idle(), MAX));
    }

    public static void sleep() throws Exception {
        later(() -> Thread.sleep(MAX));
    }

    public static void sleepWithNanos() throws Exception {
        later(() -> Thread.sleep(MAX, MAX_NANOS));
    }

    public static void sleepForADuration() throws Exception {
        later(() -> Thread.sleep(Duration.ofSeconds(MAX)));
    }

    public static void timeUnitSleep() throws Exception {
        later(() -> TimeUnit.NANOSECONDS.sleep(MAX));
    }

    public static void parkNanos() throws Exception {
        later(() -> LockSupport.parkNanos(MAX));
    }

    public static void parkNanosOn() throws Exception {
        later(() -> LockSupport.parkNanos(Forever.class, MAX));
    }

    public static void parkUntil() throws Exception {
        later(() -> LockSupport.parkUntil(MAX));
    }

    public static void parkUntilOn() throws Exception {
        later(() -> LockSupport.parkUntil(Forever.class, MAX));
    }

    public static void tryLock() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Thread holder =
                new Thread(() -> {
                    lock.lock();
                    LockSupport.park();
                });
        holder.setDaemon(true);
        holder.start();
        later(() -> lock.tryLock(MAX, TimeUnit.DAYS));
    }

    @FunctionalInterface
    private interface Conditional {
        void await(Condition condition) throws InterruptedException;
    }

    private static void await(Conditional waiting) throws Exception {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        later(() -> waiting.await(lock.newCondition()));
    }

    public static void awaitCondition() throws Exception {
        await((Conditional) condition -> condition.await(MAX, TimeUnit.NANOSECONDS));
    }

    public static void awaitNanos() throws Exception {
        await((Conditional) condition -> condition.awaitNanos(MAX));
    }

    public static void awaitUntil() throws Exception {
        await((Conditional) condition -> condition.awaitUntil(new Date(MAX)));
    }

    public static void latch() throws Exception {
        later(() -> new CountDownLatch(1).await(MAX, TimeUnit.SECONDS));
    }

    public static void barrier() throws Exception {
        later(() -> new CyclicBarrier(2).await(MAX, TimeUnit.NANOSECONDS));
    }

    public static void semaphore() throws Exception {
        later(() -> new Semaphore(0).tryAcquire(MAX, TimeUnit.MILLISECONDS));
    }

    public static void phaser() throws Exception {
        later(() -> new Phaser(1).awaitAdvanceInterruptibly(0, MAX, TimeUnit.NANOSECONDS));
    }

    public static void exchanger() throws Exception {
        later(() -> new Exchanger<Integer>().exchange(1, MAX, TimeUnit.NANOSECONDS));
    }

    public static void poll() throws Exception {
        later(() -> new LinkedBlockingQueue<Integer>().poll(MAX, TimeUnit.NANOSECONDS));
    }

    public static void offer() throws Exception {
        later(() -> new SynchronousQueue<Integer>().offer(1, MAX, TimeUnit.NANOSECONDS));
    }

    public static void transfer() throws Exception {
        later(() -> new LinkedTransferQueue<Integer>().tryTransfer(1, MAX, TimeUnit.NANOSECONDS));
    }

    public static void future() throws Exception {
        later(() -> new CompletableFuture<Integer>().get(MAX, TimeUnit.NANOSECONDS));
    }

    public static void timeOut() throws Exception {
        later(() -> new CompletableFuture<Integer>().orTimeout(MAX, TimeUnit.NANOSECONDS).join());
    }

    public static void scheduledAtARate() throws Exception {
        var pool = new ScheduledThreadPoolExecutor(1);
        later(() -> pool.scheduleAtFixedRate(() -> {}, MAX, MAX, TimeUnit.DAYS).get());
    }

    public static void termination() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        later(() -> pool.awaitTermination(MAX, TimeUnit.NANOSECONDS));
    }
}
