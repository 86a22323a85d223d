// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Programs that every model checker for Java can run: platform threads only, nothing timed, a wrong
 * result is an exception of the main thread, and what is shared is static, for not all of them see
 * what a lambda has captured.
 */
public final class Verdicts {

    private static int plain;
    private static volatile int shared;
    private static AtomicInteger counter = new AtomicInteger();
    private static Map<String, Integer> map = new ConcurrentHashMap<>();
    private static ReentrantLock a = new ReentrantLock();
    private static ReentrantLock b = new ReentrantLock();
    private static Condition set = a.newCondition();
    private static Object one = new Object();
    private static Object two = new Object();
    private static BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    private static Semaphore semaphore = new Semaphore(2);
    private static ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private static Exchanger<Integer> exchanger = new Exchanger<>();
    private static CountDownLatch latch = new CountDownLatch(2);
    private static CyclicBarrier barrier = new CyclicBarrier(2);

    private Verdicts() {}

    /** Not every model checker gives each execution fresh static fields. */
    private static void reset() {
        plain = 0;
        shared = 0;
        counter = new AtomicInteger();
        map = new ConcurrentHashMap<>();
        a = new ReentrantLock();
        b = new ReentrantLock();
        set = a.newCondition();
        one = new Object();
        two = new Object();
        queue = new ArrayBlockingQueue<>(1);
        semaphore = new Semaphore(2);
        lock = new ReentrantReadWriteLock();
        exchanger = new Exchanger<>();
        latch = new CountDownLatch(2);
        barrier = new CyclicBarrier(2);
    }

    /** What may be interrupted, although nobody does so here. */
    private interface Body {
        void run() throws Exception;
    }

    private static final class Task extends Thread {
        private final Body body;

        Task(Body body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                body.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void together(Body... bodies) throws InterruptedException {
        Thread[] threads = new Thread[bodies.length];
        for (int i = 0; i < bodies.length; i++) {
            threads[i] = new Task(bodies[i]);
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void expect(int wanted, int seen) {
        if (wanted != seen) {
            throw new IllegalStateException(wanted + " expected and " + seen + " seen");
        }
    }

    public static void plainCounter() throws InterruptedException {
        reset();
        together(() -> plain++, () -> plain++);
        expect(2, plain);
    }

    public static void volatileCounter() throws InterruptedException {
        reset();
        Body increment = () -> shared = shared + 1;
        together(increment, increment);
        expect(2, shared);
    }

    public static void atomicCounter() throws InterruptedException {
        reset();
        together(() -> counter.incrementAndGet(), () -> counter.incrementAndGet());
        expect(2, counter.get());
    }

    public static void checkedAtomicCounter() throws InterruptedException {
        reset();
        Body increment = () -> counter.compareAndSet(counter.get(), counter.get() + 1);
        together(increment, increment);
        expect(2, counter.get());
    }

    public static void monitoredCounter() throws InterruptedException {
        reset();
        Body increment =
                () -> {
                    synchronized (one) {
                        plain++;
                    }
                };
        together(increment, increment);
        expect(2, plain);
    }

    /** Each thread reads in one critical section and writes in another. */
    public static void twoSections() throws InterruptedException {
        reset();
        Body increment =
                () -> {
                    a.lock();
                    int read = plain;
                    a.unlock();
                    a.lock();
                    plain = read + 1;
                    a.unlock();
                };
        together(increment, increment);
        expect(2, plain);
    }

    public static void mapReadThenWritten() throws InterruptedException {
        reset();
        Body count = () -> map.put("key", map.getOrDefault("key", 0) + 1);
        together(count, count);
        expect(2, map.get("key"));
    }

    public static void mapMerged() throws InterruptedException {
        reset();
        Body count = () -> map.merge("key", 1, Integer::sum);
        together(count, count);
        expect(2, map.get("key"));
    }

    public static void locksInTwoOrders() throws InterruptedException {
        reset();
        together(() -> nested(a, b), () -> nested(b, a));
    }

    public static void locksInOneOrder() throws InterruptedException {
        reset();
        together(() -> nested(a, b), () -> nested(a, b));
    }

    private static void nested(Lock outer, Lock inner) {
        outer.lock();
        inner.lock();
        inner.unlock();
        outer.unlock();
    }

    public static void monitorsInTwoOrders() throws InterruptedException {
        reset();
        together(() -> nested(one, two), () -> nested(two, one));
    }

    private static void nested(Object outer, Object inner) {
        synchronized (outer) {
            synchronized (inner) {
                // Held together, which is all there is to it.
            }
        }
    }

    public static void upgradedReadLock() throws InterruptedException {
        reset();
        Body upgrade =
                () -> {
                    lock.readLock().lock();
                    lock.writeLock().lock();
                };
        together(upgrade);
    }

    /** The notification may come before anybody waits for it. */
    public static void waitsForWhatHasBeen() throws InterruptedException {
        reset();
        together(
                () -> {
                    synchronized (one) {
                        one.wait();
                    }
                },
                () -> {
                    synchronized (one) {
                        one.notifyAll();
                    }
                });
    }

    public static void waitsForAState() throws InterruptedException {
        reset();
        together(
                () -> {
                    a.lock();
                    while (plain == 0) {
                        set.await();
                    }
                    a.unlock();
                },
                () -> {
                    a.lock();
                    plain = 1;
                    set.signal();
                    a.unlock();
                });
    }

    /** Of two that wait, one is told. */
    public static void signalsOneOfTwo() throws InterruptedException {
        reset();
        Body wait =
                () -> {
                    a.lock();
                    while (plain == 0) {
                        set.await();
                    }
                    a.unlock();
                };
        together(
                wait,
                wait,
                () -> {
                    a.lock();
                    plain = 1;
                    set.signal();
                    a.unlock();
                });
    }

    public static void queueHandsOver() throws InterruptedException {
        reset();
        together(
                () -> {
                    queue.put(1);
                    queue.put(2);
                },
                () -> counter.set(queue.take() + queue.take()));
        expect(3, counter.get());
    }

    public static void semaphoreOfTwo() throws InterruptedException {
        reset();
        Body increment =
                () -> {
                    semaphore.acquire();
                    shared = shared + 1;
                    semaphore.release();
                };
        together(increment, increment);
        expect(2, shared);
    }

    public static void latchCountedByOne() throws InterruptedException {
        reset();
        together(() -> latch.countDown(), () -> latch.await());
    }

    public static void latchCountedByTwo() throws InterruptedException {
        reset();
        together(() -> latch.countDown(), () -> latch.countDown(), () -> latch.await());
    }

    public static void barrierForOneMore() throws InterruptedException {
        reset();
        barrier = new CyclicBarrier(3);
        together(() -> barrier.await(), () -> barrier.await());
    }

    public static void barrier() throws InterruptedException {
        reset();
        together(() -> barrier.await(), () -> barrier.await());
    }

    public static void exchangerAlone() throws InterruptedException {
        reset();
        together(() -> exchanger.exchange(1));
    }

    public static void unlocksWhatItDoesNotHold() throws InterruptedException {
        reset();
        together(
                () -> {
                    a.lock();
                    shared = 1;
                    a.unlock();
                },
                () -> shared = 2);
        if (shared == 1) {
            a.unlock();
        }
    }
}
