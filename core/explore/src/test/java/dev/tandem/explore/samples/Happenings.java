// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Programs to which something may happen that none of their threads does. */
public final class Happenings {

    /** Something to be waited for, in each of the ways in which that can end for no reason. */
    private static final class Event {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition condition = lock.newCondition();
        private boolean come;

        synchronized void comes() {
            come = true;
            notifyAll();
        }

        synchronized boolean awaitOnce(long millis) throws InterruptedException {
            if (!come) {
                wait(millis);
            }
            return come;
        }

        synchronized boolean await() throws InterruptedException {
            while (!come) {
                wait();
            }
            return come;
        }

        void comesUnderLock() {
            lock.lock();
            try {
                come = true;
                condition.signal();
            } finally {
                lock.unlock();
            }
        }

        boolean awaitOnceUnderLock() throws InterruptedException {
            lock.lock();
            try {
                if (!come) {
                    condition.await();
                }
                return come;
            } finally {
                lock.unlock();
            }
        }

        boolean awaitUnderLock() throws InterruptedException {
            lock.lock();
            try {
                while (!come) {
                    condition.await();
                }
                return come;
            } finally {
                lock.unlock();
            }
        }
    }

    private Happenings() {}

    public static boolean ifAtMonitor() throws InterruptedException {
        Event event = new Event();
        return meanwhile(event::comes, () -> event.awaitOnce(0));
    }

    public static boolean whileAtMonitor() throws InterruptedException {
        Event event = new Event();
        return meanwhile(event::comes, event::await);
    }

    public static boolean ifAtCondition() throws InterruptedException {
        Event event = new Event();
        return meanwhile(event::comesUnderLock, event::awaitOnceUnderLock);
    }

    public static boolean whileAtCondition() throws InterruptedException {
        Event event = new Event();
        return meanwhile(event::comesUnderLock, event::awaitUnderLock);
    }

    public static boolean ifParked() throws InterruptedException {
        return parked(come -> {});
    }

    public static boolean whileParked() throws InterruptedException {
        return parked(come -> {
            while (!come.getAsBoolean()) {
                LockSupport.park();
            }
        });
    }

    private static boolean parked(Consumer<BooleanSupplier> more) throws InterruptedException {
        AtomicBoolean come = new AtomicBoolean();
        Thread me = Thread.currentThread();
        return meanwhile(
                () -> {
                    come.set(true);
                    LockSupport.unpark(me);
                },
                () -> {
                    if (!come.get()) {
                        LockSupport.park();
                    }
                    more.accept(come::get);
                    return come.get();
                });
    }

    public static boolean weakUpdate() {
        return new AtomicInteger().weakCompareAndSetPlain(0, 1);
    }

    public static boolean weakUpdateUntilDone() {
        AtomicReference<String> value = new AtomicReference<>("before");
        while (!value.weakCompareAndSetVolatile("before", "after")) {
            Thread.onSpinWait();
        }
        return value.get().equals("after");
    }

    public static boolean timedAtMonitor() throws InterruptedException {
        Event event = new Event();
        return meanwhile(event::comes, () -> event.awaitOnce(1_000));
    }

    public static boolean poll() throws InterruptedException {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        return meanwhile(() -> queue.add(1), () -> queue.poll(1, TimeUnit.SECONDS) != null);
    }

    public static boolean sleepInPlaceOfJoin() throws InterruptedException {
        AtomicBoolean come = new AtomicBoolean();
        return meanwhile(
                () -> come.set(true),
                () -> {
                    Thread.sleep(1_000);
                    return come.get();
                });
    }

    public static void neverWokenIfAtMonitor() throws InterruptedException {
        if (!ifAtMonitor()) {
            throw new AssertionError("woken for nothing");
        }
    }

    public static void givesUp() throws InterruptedException {
        if (!poll()) {
            throw new AssertionError("nothing came in time");
        }
    }

    /** The one that waits for less time is told first, whatever else happens. */
    public static String inTheirOrder() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        StringBuffer order = new StringBuffer();
        Thread late = new Thread(() -> expire(never, 20, order, "late"));
        late.start();
        expire(never, 10, order, "early ");
        late.join();
        return order.toString();
    }

    private static void expire(CountDownLatch never, long millis, StringBuffer order, String who) {
        try {
            if (!never.await(millis, TimeUnit.MILLISECONDS)) {
                order.append(who);
            }
        } catch (InterruptedException e) {
            order.append("interrupted ");
        }
    }

    /** Looks again and again, at intervals. */
    public static boolean polling() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        return meanwhile(
                done::countDown,
                () -> {
                    while (!done.await(1, TimeUnit.MILLISECONDS)) {
                        Thread.onSpinWait();
                    }
                    return done.getCount() == 0;
                });
    }

    /** What somebody asks who may have to wait. */
    private interface Question {
        boolean ask() throws InterruptedException;
    }

    private static boolean meanwhile(Runnable other, Question question)
            throws InterruptedException {
        Thread thread = new Thread(other);
        thread.start();
        boolean answer = question.ask();
        thread.join();
        return answer;
    }
}
