// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Predicate;

/**
 * One program for each other part of the JDK that threads are made of. Each returns 2, whatever the
 * schedule, unless it says otherwise.
 */
public final class Coverage {

    private Coverage() {}

    private static int x;

    static final ThreadLocal<Integer> LOCAL = ThreadLocal.withInitial(() -> 7);
    static final InheritableThreadLocal<Integer> INH = new InheritableThreadLocal<>();

    public static int referenceToWhatAnObjectInherits() {
        Thread me = Thread.currentThread();
        Predicate<Object> isMe = me::equals;
        return isMe.test(me) && !isMe.test("another") ? 2 : 0;
    }

    public static int threadLocal() throws Exception {
        LOCAL.set(1);
        INH.set(5);
        var r = new AtomicInteger();
        Thread t =
                new Thread(() -> {
                    r.set(LOCAL.get() == 7 && INH.get() == 5 ? 2 : 3);
                    LOCAL.set(9);
                });
        t.start();
        t.join();
        return LOCAL.get() == 1 ? r.get() : 4;
    }

    static final ScopedValue<Integer> SCOPED = ScopedValue.newInstance();

    public static int scopedValue() {
        return ScopedValue.where(SCOPED, 2).call(() -> SCOPED.get());
    }

    public static int scopedValueThread() throws Exception {
        var r = new AtomicInteger();
        ScopedValue.where(SCOPED, 3)
                .run(() -> {
                    Thread t = new Thread(() -> r.set(SCOPED.isBound() ? 3 : 2));
                    t.start();
                    try {
                        t.join();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        return r.get();
    }

    static class Holder {
        static int value = compute();

        static int compute() {
            return 2;
        }
    }

    public static int classInit() throws Exception {
        var r = new AtomicInteger();
        Thread a = new Thread(() -> r.addAndGet(Holder.value));
        a.start();
        int me = Holder.value;
        a.join();
        return r.get() == me ? 2 : 3;
    }

    static void nothing() {}

    static class Blocking {
        static final Object LOCK = new Object();

        static {
            // A lambda of this class would wait for the initialiser that waits for it.
            Thread t = new Thread(Coverage::nothing);
            t.start();
            try {
                t.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        static int value = 2;
    }

    public static int classInitBlocks() {
        return Blocking.value;
    }

    public static int daemon() {
        Thread t =
                new Thread(() -> {
                    while (true) LockSupport.park();
                });
        t.setDaemon(true);
        t.start();
        return 2;
    }

    static final VarHandle X;

    static {
        try {
            X = MethodHandles.lookup().findStaticVarHandle(Coverage.class, "x", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final VarHandle ARR = MethodHandles.arrayElementVarHandle(int[].class);

    static void both(Runnable a, Runnable b) throws Exception {
        Thread s = new Thread(a), t = new Thread(b);
        s.start();
        t.start();
        s.join();
        t.join();
    }

    public static int varHandleLost() throws Exception {
        Runnable r = () -> X.setVolatile((int) X.getVolatile() + 1);
        both(r, r);
        return x;
    }

    public static int varHandleAdd() throws Exception {
        Runnable r = () -> X.getAndAdd(1);
        both(r, r);
        return x;
    }

    public static int varHandleArray() throws Exception {
        int[] a = new int[1];
        Runnable r = () -> ARR.setVolatile(a, 0, (int) ARR.getVolatile(a, 0) + 1);
        both(r, r);
        return a[0];
    }

    volatile int u;
    static final AtomicIntegerFieldUpdater<Coverage> U =
            AtomicIntegerFieldUpdater.newUpdater(Coverage.class, "u");

    public static int updater() throws Exception {
        var c = new Coverage();
        Runnable r = () -> U.incrementAndGet(c);
        both(r, r);
        return c.u;
    }

    public static int adder() throws Exception {
        var c = new LongAdder();
        both(c::increment, c::increment);
        return (int) c.sum();
    }

    public static int stamped() throws Exception {
        var l = new StampedLock();
        Runnable r =
                () -> {
                    long s = l.writeLock();
                    x++;
                    l.unlockWrite(s);
                };
        both(r, r);
        return x;
    }

    public static int rw() throws Exception {
        var l = new ReentrantReadWriteLock();
        Runnable r =
                () -> {
                    l.writeLock().lock();
                    x++;
                    l.writeLock().unlock();
                };
        both(r, r);
        return x;
    }

    public static int phaser() throws Exception {
        var p = new Phaser(2);
        var c = new AtomicInteger();
        Runnable r =
                () -> {
                    c.incrementAndGet();
                    p.arriveAndAwaitAdvance();
                };
        both(r, r);
        return c.get();
    }

    public static int exchanger() throws Exception {
        var e = new Exchanger<Integer>();
        var c = new AtomicInteger();
        Runnable r =
                () -> {
                    try {
                        c.addAndGet(e.exchange(1));
                    } catch (InterruptedException i) {
                        throw new AssertionError(i);
                    }
                };
        both(r, r);
        return c.get();
    }

    public static int synchronousQueue() throws Exception {
        var q = new SynchronousQueue<Integer>();
        var c = new AtomicInteger();
        both(
                () -> {
                    try {
                        q.put(2);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                () -> {
                    try {
                        c.set(q.take());
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        return c.get();
    }

    public static int transferQueue() throws Exception {
        var q = new LinkedTransferQueue<Integer>();
        var c = new AtomicInteger();
        both(
                () -> {
                    try {
                        q.transfer(2);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                () -> {
                    try {
                        c.set(q.take());
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        return c.get();
    }

    public static int skipList() throws Exception {
        var m = new ConcurrentSkipListMap<Integer, Integer>();
        both(() -> m.put(1, 1), () -> m.put(2, 2));
        return m.size();
    }

    public static int cow() throws Exception {
        var m = new CopyOnWriteArrayList<Integer>();
        both(() -> m.add(1), () -> m.add(2));
        return m.size();
    }

    public static int handler() throws Exception {
        var r = new AtomicInteger();
        Thread t =
                new Thread(() -> {
                    throw new IllegalStateException();
                });
        t.setUncaughtExceptionHandler((a, b) -> r.set(2));
        t.start();
        t.join();
        return r.get();
    }

    public static int states() throws Exception {
        Thread t = new Thread(() -> LockSupport.park());
        if (t.getState() != Thread.State.NEW) return 3;
        t.start();
        while (t.getState() != Thread.State.WAITING) Thread.yield();
        LockSupport.unpark(t);
        t.join();
        return t.getState() == Thread.State.TERMINATED ? 2 : 4;
    }

    public static int randoms() {
        return Math.random() >= 0
                        && new Random().nextInt(3) >= 0
                        && ThreadLocalRandom.current().nextInt(3) >= 0
                ? 2
                : 3;
    }

    public static int lambdaThread() throws Exception {
        Thread t = Thread.startVirtualThread(() -> x++);
        t.join();
        return x + 1;
    }

    public static int factory() throws Exception {
        Thread t = Thread.ofPlatform().name("n-", 0).daemon().factory().newThread(() -> x++);
        t.start();
        t.join();
        return t.getName().equals("n-0") ? x + 1 : 3;
    }

    static class Mine extends Thread {
        public void run() {
            x = 2;
        }
    }

    public static int subclass() throws Exception {
        var t = new Mine();
        t.start();
        t.join();
        return x;
    }

    public static int subclassLock() throws Exception {
        var l =
                new ReentrantLock() {
                    Thread o() {
                        return getOwner();
                    }
                };
        l.lock();
        return l.o() == Thread.currentThread() ? 2 : 3;
    }

    public static int hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        return 2;
    }

    public static int reflect() throws Exception {
        var m = Coverage.class.getDeclaredMethod("adder");
        return (int) m.invoke(null);
    }
}
