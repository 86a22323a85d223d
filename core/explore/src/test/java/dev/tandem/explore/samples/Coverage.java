package dev.tandem.explore.samples;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Random;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Exchanger;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/**
 * One program for each part of the JDK that threads are made of. Each returns 2, whatever the
 * schedule, unless it says otherwise.
 */
public final class Coverage {

    private Coverage() {}

    private static int x;

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

    static final ThreadLocal<Integer> LOCAL = ThreadLocal.withInitial(() -> 7);
    static final InheritableThreadLocal<Integer> INH = new InheritableThreadLocal<>();

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

    public static int futureTask() throws Exception {
        var t = new FutureTask<>(() -> 2);
        new Thread(t).start();
        return t.get();
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

    public static int hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        return 2;
    }

    public static int reflect() throws Exception {
        var m = Coverage.class.getDeclaredMethod("adder");
        return (int) m.invoke(null);
    }
}
