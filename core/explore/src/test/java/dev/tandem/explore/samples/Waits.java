// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Every wait of the JDK that an interrupt or a time limit ends, one program each. Each returns 2,
 * whatever the schedule.
 */
public final class Waits {

    private Waits() {}

    public static int interruptSleep() throws Exception {
        var r = new AtomicInteger();
        Thread t =
                new Thread(() -> {
                    try {
                        Thread.sleep(Long.MAX_VALUE);
                    } catch (InterruptedException e) {
                        r.set(2);
                    }
                });
        t.start();
        t.interrupt();
        t.join();
        return r.get();
    }

    public static int interruptWait() throws Exception {
        var r = new AtomicInteger();
        Object m = new Object();
        Thread t =
                new Thread(() -> {
                    synchronized (m) {
                        try {
                            m.wait();
                        } catch (InterruptedException e) {
                            r.set(2);
                        }
                    }
                });
        t.start();
        t.interrupt();
        t.join();
        return r.get();
    }

    public static int interruptLock() throws Exception {
        var r = new AtomicInteger();
        var l = new ReentrantLock();
        l.lock();
        Thread t =
                new Thread(() -> {
                    try {
                        l.lockInterruptibly();
                    } catch (InterruptedException e) {
                        r.set(2);
                    }
                });
        t.start();
        t.interrupt();
        t.join();
        return r.get();
    }

    public static int interruptPark() throws Exception {
        var r = new AtomicInteger();
        Thread t =
                new Thread(() -> {
                    LockSupport.park();
                    r.set(Thread.interrupted() ? 2 : 3);
                });
        t.start();
        t.interrupt();
        t.join();
        return r.get();
    }

    public static int interruptJoin() throws Exception {
        Thread me = Thread.currentThread();
        Thread t =
                new Thread(() -> {
                    me.interrupt();
                    LockSupport.park();
                });
        t.setDaemon(true);
        t.start();
        try {
            t.join();
            return 3;
        } catch (InterruptedException e) {
            return 2;
        }
    }

    public static int timedLock() throws Exception {
        var l = new ReentrantLock();
        l.lock();
        var r = new AtomicInteger();
        Thread t =
                new Thread(() -> {
                    try {
                        r.set(l.tryLock(1, TimeUnit.DAYS) ? 3 : 2);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        t.start();
        t.join();
        return r.get();
    }

    public static int timedWait() throws Exception {
        Object m = new Object();
        long s = System.currentTimeMillis();
        synchronized (m) {
            m.wait(3_600_000);
        }
        return (int) ((System.currentTimeMillis() - s) / 1_800_000);
    }

    public static int timedJoin() throws Exception {
        Thread t = new Thread(() -> LockSupport.park());
        t.setDaemon(true);
        t.start();
        t.join(1000);
        return t.isAlive() ? 2 : 3;
    }

    public static int timedPoll() throws Exception {
        return new LinkedBlockingQueue<Integer>().poll(1, TimeUnit.HOURS) == null ? 2 : 3;
    }

    public static int timedAwait() throws Exception {
        var l = new ReentrantLock();
        l.lock();
        return l.newCondition().await(1, TimeUnit.HOURS) ? 3 : 2;
    }

    public static int parkNanos() {
        long s = System.nanoTime();
        LockSupport.parkNanos(3_600_000_000_000L);
        return System.nanoTime() - s >= 3_600_000_000_000L ? 2 : 3;
    }

    public static int parkUntilThePast() {
        long s = System.nanoTime();
        LockSupport.parkUntil(Long.MIN_VALUE);
        return System.nanoTime() == s ? 2 : 3;
    }

    public static int waitOfCenturies() throws Exception {
        Object m = new Object();
        long s = System.nanoTime();
        synchronized (m) {
            m.wait(1, 1);
            TimeUnit.NANOSECONDS.timedWait(m, Long.MAX_VALUE / 2);
        }
        return System.nanoTime() - s >= Long.MAX_VALUE / 2 ? 2 : 3;
    }

    /** A pool takes half of the longest time for the longest delay. */
    public static int scheduledInCenturies() throws Exception {
        try (var pool = new ScheduledThreadPoolExecutor(1)) {
            Thread.sleep(1);
            return pool.schedule(() -> 2, Long.MAX_VALUE, TimeUnit.NANOSECONDS).get();
        }
    }

    public static int timeUnitSleep() throws Exception {
        TimeUnit.DAYS.sleep(3);
        return 2;
    }

    public static int durationSleep() throws Exception {
        Thread.sleep(java.time.Duration.ofDays(3));
        return 2;
    }

    public static int instant() throws Exception {
        var a = java.time.Instant.now();
        Thread.sleep(3_600_000);
        return java.time.Duration.between(a, java.time.Instant.now()).toMinutes() >= 59 ? 2 : 3;
    }

    public static int pipe() throws Exception {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        Thread writer =
                new Thread(() -> {
                    try (out) {
                        out.write(2);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        writer.start();
        int read = in.read();
        int end = in.read();
        writer.join();
        return end == -1 ? read : 0;
    }

    /** The writer waits until there is room again. */
    public static int fullPipe() throws Exception {
        PipedReader in = new PipedReader(1);
        PipedWriter out = new PipedWriter(in);
        Thread writer =
                new Thread(() -> {
                    try (out) {
                        out.write("11");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        writer.start();
        int sum = 0;
        for (int read = in.read(); read != -1; read = in.read()) {
            sum += read - '0';
        }
        writer.join();
        return sum;
    }
}
