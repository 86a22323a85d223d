// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Programs that hang, each in its way, and others that wait and work and do not. */
public final class Hanging {

    private static final Thread.Builder PLATFORM = Thread.ofPlatform();
    private static final Thread.Builder VIRTUAL = Thread.ofVirtual();

    /** Those in which threads can never go on, and what of it a dump can tell. */
    public static final Map<String, String> STUCK =
            Map.ofEntries(
                    Map.entry("monitors", "deadlock"),
                    Map.entry("virtual-monitors", "deadlock"),
                    Map.entry("mixed-monitors", "deadlock"),
                    Map.entry("circle-of-three", "deadlock"),
                    Map.entry("locks", "deadlock"),
                    Map.entry("lock-and-monitor", "deadlock"),
                    Map.entry("initialisers", "deadlock"),
                    Map.entry("pool-of-one", "pool"),
                    Map.entry("pool-of-three", "pool"),
                    Map.entry("carriers", "carriers"),
                    Map.entry("virtual-locks", "lost-lock"),
                    Map.entry("never-unlocked", "lost-lock"),
                    Map.entry("upgrade", "lost-lock"));

    /** Those that only wait for what comes. */
    public static final List<String> HEALTHY =
            List.of(
                    "idle-pool",
                    "queue",
                    "long-turn",
                    "ten-thousand",
                    "other-pool",
                    "server",
                    "future",
                    "virtual-turns",
                    "notified",
                    "readers");

    private final List<Thread> threads = new ArrayList<>();

    private Hanging() {}

    public static void main(String[] args) throws Exception {
        new Hanging().run(args[0]);
    }

    private void run(String name) throws Exception {
        switch (name) {
            case "monitors" -> circle(PLATFORM, PLATFORM);
            case "virtual-monitors" -> circle(VIRTUAL, VIRTUAL);
            case "mixed-monitors" -> circle(PLATFORM, VIRTUAL);
            case "circle-of-three" -> circle(PLATFORM, VIRTUAL, PLATFORM);
            case "locks" -> locks(PLATFORM);
            case "virtual-locks" -> locks(VIRTUAL);
            case "lock-and-monitor" -> lockAndMonitor();
            case "initialisers" -> initialisers();
            case "pool-of-one" -> pool(1);
            case "pool-of-three" -> pool(3);
            case "carriers" -> carriers();
            case "never-unlocked" -> neverUnlocked();
            case "upgrade" -> upgrade();
            case "idle-pool" -> idlePool();
            case "queue" -> queue();
            case "long-turn" -> turns(PLATFORM);
            case "virtual-turns" -> turns(VIRTUAL);
            case "ten-thousand" -> tenThousand();
            case "other-pool" -> otherPool();
            case "server" -> server();
            case "future" -> future();
            case "notified" -> notified();
            case "readers" -> readers();
            default -> throw new IllegalArgumentException(name);
        }
        System.out.println("runs");
        for (Thread thread : threads) {
            thread.join();
        }
        rest();
    }

    private void start(Thread.Builder kind, Callable<?> body) {
        Thread thread =
                kind.unstarted(() -> {
                    try {
                        body.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        threads.add(thread);
        thread.start();
    }

    private static Object rest() throws InterruptedException {
        Thread.sleep(TimeUnit.HOURS.toMillis(1));
        return "";
    }

    private void circle(Thread.Builder... kinds) {
        List<Object> monitors = new ArrayList<>();
        for (Thread.Builder kind : kinds) {
            monitors.add(kind + "#" + monitors.size());
        }
        var taken = new CountDownLatch(kinds.length);
        for (int i = 0; i < kinds.length; i++) {
            Object first = monitors.get(i);
            Object second = monitors.get((i + 1) % kinds.length);
            start(
                    kinds[i],
                    () -> {
                        synchronized (first) {
                            taken.countDown();
                            taken.await();
                            synchronized (second) {
                                return second;
                            }
                        }
                    });
        }
    }

    private void locks(Thread.Builder kind) {
        Lock a = new ReentrantLock();
        Lock b = new ReentrantLock();
        var taken = new CountDownLatch(2);
        start(kind, () -> both(a, b, taken));
        start(kind, () -> both(b, a, taken));
    }

    private static Object both(Lock first, Lock second, CountDownLatch taken)
            throws InterruptedException {
        first.lock();
        taken.countDown();
        taken.await();
        second.lock();
        return second;
    }

    private void lockAndMonitor() {
        Lock lock = new ReentrantLock();
        Object monitor = new Object();
        var taken = new CountDownLatch(2);
        start(
                PLATFORM,
                () -> {
                    synchronized (monitor) {
                        taken.countDown();
                        taken.await();
                        lock.lock();
                        return monitor;
                    }
                });
        start(
                PLATFORM,
                () -> {
                    lock.lock();
                    taken.countDown();
                    taken.await();
                    synchronized (monitor) {
                        return lock;
                    }
                });
    }

    private static final CountDownLatch INITIALISING = new CountDownLatch(2);

    private static Object meet() {
        INITIALISING.countDown();
        try {
            INITIALISING.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return INITIALISING;
    }

    private static final class Left {
        static final Object MET = meet();
        static final Object OTHER = Right.MET;
    }

    private static final class Right {
        static final Object MET = meet();
        static final Object OTHER = Left.MET;
    }

    private void initialisers() {
        start(PLATFORM, () -> Left.OTHER);
        start(PLATFORM, () -> Right.OTHER);
    }

    private void pool(int size) {
        ExecutorService pool = Executors.newFixedThreadPool(size);
        var begun = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            pool.submit(() -> {
                begun.countDown();
                begun.await();
                return pool.submit(() -> "done").get();
            });
        }
    }

    private void carriers() {
        for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
            start(
                    VIRTUAL,
                    () -> {
                        long count = 0;
                        while (count >= 0) {
                            count = (count + 1) & Long.MAX_VALUE;
                        }
                        return count;
                    });
        }
    }

    private void neverUnlocked() {
        Lock lock = new ReentrantLock();
        start(
                VIRTUAL,
                () -> {
                    lock.lock();
                    return lock;
                });
        start(
                VIRTUAL,
                () -> {
                    threads.getFirst().join();
                    lock.lock();
                    return lock;
                });
    }

    private void upgrade() {
        var lock = new ReentrantReadWriteLock();
        start(
                PLATFORM,
                () -> {
                    lock.readLock().lock();
                    lock.writeLock().lock();
                    return lock;
                });
    }

    private static void idlePool() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            pool.submit(() -> "done").get();
        }
    }

    private void queue() {
        var queue = new LinkedBlockingQueue<String>();
        start(PLATFORM, queue::take);
        start(VIRTUAL, queue::take);
        start(PLATFORM, Hanging::rest);
    }

    /** One works for long under a lock for which others queue. */
    private void turns(Thread.Builder kind) {
        Lock lock = new ReentrantLock();
        var taken = new CountDownLatch(1);
        start(
                kind,
                () -> {
                    lock.lock();
                    taken.countDown();
                    return rest();
                });
        for (int i = 0; i < 4; i++) {
            start(
                    kind,
                    () -> {
                        taken.await();
                        lock.lock();
                        return lock;
                    });
        }
    }

    private void tenThousand() {
        for (int i = 0; i < 10_000; i++) {
            start(VIRTUAL, Hanging::rest);
        }
    }

    private static void otherPool() {
        ExecutorService waiting = Executors.newFixedThreadPool(1);
        ExecutorService working = Executors.newFixedThreadPool(1);
        waiting.submit(() -> working.submit(Hanging::rest).get());
    }

    private void server() throws IOException {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start(PLATFORM, socket::accept);
        start(VIRTUAL, socket::accept);
    }

    private void future() {
        var future = new CompletableFuture<String>().completeOnTimeout("", 1, TimeUnit.HOURS);
        start(PLATFORM, future::get);
    }

    private void notified() {
        Object monitor = new Object();
        start(
                PLATFORM,
                () -> {
                    synchronized (monitor) {
                        monitor.wait(TimeUnit.HOURS.toMillis(1));
                        return monitor;
                    }
                });
    }

    private void readers() {
        var lock = new ReentrantReadWriteLock();
        var permits = new Semaphore(1);
        start(
                PLATFORM,
                () -> {
                    lock.readLock().lock();
                    return rest();
                });
        start(
                PLATFORM,
                () -> {
                    permits.acquire();
                    return rest();
                });
    }
}
