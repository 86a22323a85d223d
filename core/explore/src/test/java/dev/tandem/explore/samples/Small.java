// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import dev.tandem.spi.locks.ObservableLock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Programs of a few lines, one for each thing that can go well or wrong. */
public final class Small {

    private static int counter;
    private static volatile int shared;
    private static final Object MONITOR = new Object();

    private Small() {}

    private static void both(Runnable a, Runnable b) throws InterruptedException {
        Thread first = new Thread(a);
        Thread second = Thread.ofVirtual().unstarted(b);
        first.start();
        second.start();
        first.join();
        second.join();
    }

    /** The number of increments that are not lost. */
    public static int lostUpdate() throws InterruptedException {
        both(() -> counter++, () -> counter++);
        return counter;
    }

    public static int lostVolatileUpdate() throws InterruptedException {
        both(() -> shared = shared + 1, () -> shared = shared + 1);
        return shared;
    }

    public static int monitored() throws InterruptedException {
        both(Small::increment, Small::increment);
        return counter;
    }

    private static synchronized void increment() {
        counter++;
    }

    public static int atomic() throws InterruptedException {
        AtomicInteger sum = new AtomicInteger();
        both(sum::incrementAndGet, sum::incrementAndGet);
        return sum.get();
    }

    public static void lostSignal() throws InterruptedException {
        both(
                Small::await,
                () -> {
                    synchronized (MONITOR) {
                        MONITOR.notifyAll();
                    }
                });
    }

    private static void await() {
        synchronized (MONITOR) {
            try {
                MONITOR.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static int pool() throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<Integer> one = pool.submit(() -> 1);
            Future<Integer> two = pool.submit(() -> 2);
            return one.get() + two.get();
        }
    }

    public static int future() {
        return CompletableFuture.supplyAsync(() -> 1)
                .thenCombine(CompletableFuture.supplyAsync(() -> 2), Integer::sum)
                .join();
    }

    public static int map() throws InterruptedException {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        both(() -> map.put(1, 1), () -> map.put(2, 2));
        return map.size();
    }

    public static void uncaught() throws InterruptedException {
        both(
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                () -> {});
    }

    /** As many threads as there is room for, with the first one. */
    public static int sixtyThreeThreads() throws InterruptedException {
        return threads(62);
    }

    public static int sixtyFourThreads() throws InterruptedException {
        return threads(63);
    }

    /** The program goes on in spite of what it is told. */
    public static int sixtyFourThreadsWhateverHappens() throws InterruptedException {
        try {
            return threads(63);
        } catch (RuntimeException e) {
            return 0;
        }
    }

    private static int threads(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(Small::increment);
            thread.start();
            thread.join();
        }
        return counter;
    }

    public static void selfDeadlock() throws InterruptedException {
        Thread.currentThread().join();
    }

    /** The thread never gives the lock back. */
    public static void neverUnlocked() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        both(lock::lock, lock::lock);
    }

    /** Two lists that let one thread in at a time. */
    public static int vectors() throws InterruptedException {
        Vector<Integer> one = new Vector<>(List.of(1));
        Vector<Integer> other = new Vector<>(List.of(2));
        both(() -> one.addAll(other), () -> other.addAll(one));
        return one.size() + other.size();
    }

    /** A task waits for another that the same pool, with one thread only, is to run. */
    public static int nestedTask() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
            return pool.submit(() -> pool.submit(() -> 1).get()).get();
        }
    }

    /** What another thread puts in one after the other, although with one call. */
    public static int manyAtOnce() throws InterruptedException {
        Map<Integer, Integer> map = new ConcurrentHashMap<>();
        Thread thread = new Thread(() -> map.putAll(Map.of(1, 1, 2, 2)));
        thread.start();
        int size = map.size();
        thread.join();
        return size;
    }

    /** No round is like the one before. */
    public static void livelock() {
        while (shared == 0) {
            counter++;
            Thread.onSpinWait();
        }
    }

    /** Takes a lock in every round, and does not say that it waits. */
    public static void locksAndLooks() {
        ReentrantLock lock = new ReentrantLock();
        while (shared == 0) {
            lock.lock();
            lock.unlock();
            counter++;
        }
    }

    private static void await(ReentrantLock lock) {
        while (true) {
            lock.lock();
            try {
                if (shared != 0) {
                    return;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Two that take a lock in every round, and wake one another with it. */
    public static void busyWaitsUnderALock() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Thread thread = new Thread(() -> await(lock));
        thread.start();
        Together.two(
                () -> await(lock),
                () -> {
                    lock.lock();
                    shared = 1;
                    lock.unlock();
                });
        thread.join();
    }

    public static void busyWaitWithTryLock() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Together.two(
                () -> {
                    boolean found = false;
                    while (!found) {
                        if (lock.tryLock()) {
                            found = shared != 0;
                            lock.unlock();
                        }
                    }
                },
                () -> {
                    lock.lock();
                    shared = 1;
                    lock.unlock();
                });
    }

    /** Each gives way to the other, for ever. */
    public static void politeness() throws InterruptedException {
        AtomicBoolean one = new AtomicBoolean(true);
        AtomicBoolean other = new AtomicBoolean(true);
        Thread thread = new Thread(() -> giveWay(one, other));
        thread.start();
        giveWay(other, one);
        thread.join();
    }

    private static void giveWay(AtomicBoolean mine, AtomicBoolean theirs) {
        while (theirs.get()) {
            mine.set(false);
            mine.set(true);
        }
        mine.set(false);
    }

    /** What the one sets the other sets back. */
    public static void undoing() throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        Thread thread =
                new Thread(() -> {
                    while (number.get() != 2) {
                        number.compareAndSet(0, 1);
                    }
                });
        thread.start();
        while (number.get() != 3) {
            number.compareAndSet(1, 0);
        }
        thread.join();
    }

    /** All rounds are alike. */
    public static void endlessWait() {
        while (shared == 0) {}
    }

    public static int sleeps() throws InterruptedException {
        long start = System.nanoTime();
        Thread.sleep(3_600_000);
        return (int) ((System.nanoTime() - start) / 1_000_000_000L);
    }

    public static int statics() {
        return ++counter;
    }

    public static void withArgument(int unused) {}

    public static int sharedList() throws InterruptedException {
        List<Integer> list = new ArrayList<>(4);
        both(() -> list.add(1), () -> list.add(2));
        return list.size();
    }

    public static int synchronizedList() throws InterruptedException {
        List<Integer> list = Collections.synchronizedList(new ArrayList<>());
        both(
                () -> list.add(1),
                () -> {
                    synchronized (list) {
                        for (int unused : list) {
                            shared = 1;
                        }
                    }
                    list.add(2);
                });
        return list.size();
    }

    public static void endless() {
        while (true) {
            counter++;
        }
    }

    /**
     * Keeps something where the explorer does not look, so that every execution is longer than the
     * one before.
     */
    public static void remembers() throws InterruptedException {
        int times = Integer.getInteger("dev.tandem.test.remembered", 0) + 1;
        System.setProperty("dev.tandem.test.remembered", Integer.toString(times));
        for (int i = 0; i < times; i++) {
            Thread.sleep(1);
        }
    }

    public static void exits() {
        System.exit(0);
    }

    public static void sharesWithTheJdk() {
        ProcessHandle.current().onExit();
    }

    /** Two threads that take the same two locks in either order; both have a name. */
    public static void crossed() throws InterruptedException {
        ObservableLock left = new ObservableLock("left");
        ObservableLock right = new ObservableLock("right");
        both(() -> takeBoth(left, right), () -> takeBoth(right, left));
    }

    private static void takeBoth(ObservableLock first, ObservableLock second) {
        first.lock();
        second.lock();
        second.unlock();
        first.unlock();
    }

    /** To put all of a map into another is one step of a program, and several of the JDK. */
    public static void seesHalfOfTwo() throws InterruptedException {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        both(
                () -> map.putAll(Map.of(1, 1, 2, 2)),
                () -> {
                    if (map.size() == 1) {
                        throw new AssertionError("half of it is seen");
                    }
                });
    }

    /** There are permits enough for both, so that they protect nothing. */
    public static int racesWithPermits() throws InterruptedException {
        Semaphore permits = new Semaphore(4, true);
        Runnable work =
                () -> {
                    permits.acquireUninterruptibly();
                    permits.acquireUninterruptibly();
                    counter++;
                    permits.release(2);
                };
        both(work, work);
        return counter;
    }

    /** Two locks that cannot be told apart by their names. */
    public static void namesakes() throws InterruptedException {
        ObservableLock one = new ObservableLock("it");
        ObservableLock other = new ObservableLock("it");
        both(() -> takeBoth(one, other), () -> takeBoth(other, one));
    }

    /** Names and messages that would be code if a page took them for HTML. */
    public static void hostile() throws InterruptedException {
        Thread thread =
                new Thread(
                        () -> {
                            throw new IllegalStateException(
                                    "<img src=x onerror=alert(1)><!-- \u2028 \ud800");
                        },
                        "</script><script>alert(1)</script>");
        thread.start();
        thread.join();
    }
}
