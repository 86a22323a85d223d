// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import dev.tandem.explore.samples.inherited.Heir;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Programs that do nothing wrong, at any level. */
public final class Correct {

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.PARAMETER)
    private @interface Watched {}

    private static final Duration WAIT = Duration.ofMillis(50);

    private Correct() {}

    public static void twoReaders() throws InterruptedException {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        Runnable read =
                () -> {
                    lock.readLock().lock();
                    lock.readLock().unlock();
                };
        two(read, read);
    }

    /** The annotation of the parameter is in the class file. */
    private static void goRound(@Watched AtomicBoolean busy) {
        while (busy.get()) {
            Thread.onSpinWait();
        }
    }

    public static void annotatedParameter() throws InterruptedException {
        AtomicBoolean busy = new AtomicBoolean(true);
        two(() -> goRound(busy), () -> busy.set(false));
    }

    public static int hiddenParent() throws InterruptedException {
        Heir heir = Heir.create();
        two(heir::state, () -> new Heir().next());
        return heir.next();
    }

    /** Sleeps until a clock shows that it is late enough. */
    private static void until(Supplier<Instant> clock) throws InterruptedException {
        Instant end = clock.get().plus(WAIT);
        while (clock.get().isBefore(end)) {
            Thread.sleep(20);
        }
    }

    public static void instant() throws InterruptedException {
        until(Instant::now);
    }

    public static void localTime() throws InterruptedException {
        LocalDateTime end = LocalDateTime.now().plus(WAIT);
        while (LocalDateTime.now().isBefore(end)) {
            Thread.sleep(20);
        }
    }

    public static void zonedTime() throws InterruptedException {
        ZoneId zone = ZoneId.of("Asia/Kolkata");
        until(() -> ZonedDateTime.now(zone).toInstant());
    }

    public static void clock() throws InterruptedException {
        Clock clock = Clock.systemUTC();
        until(clock::instant);
    }

    public static void calendar() throws InterruptedException {
        until(() -> Calendar.getInstance().toInstant());
    }

    public static void gregorianCalendar() throws InterruptedException {
        until(() -> new GregorianCalendar().toInstant());
    }

    public static void date() throws InterruptedException {
        until(() -> new Date().toInstant());
    }

    /** All clocks show the same time. */
    public static String clocksAgree() {
        Instant now = Instant.now();
        long millis = System.currentTimeMillis();
        boolean agree =
                now.toEpochMilli() == millis
                        && new Date().getTime() == millis
                        && Clock.systemDefaultZone().millis() == millis
                        && ZonedDateTime.now().toInstant().equals(now);
        return agree ? "agree" : "differ";
    }

    public static int uuid() {
        UUID one = UUID.randomUUID();
        return one.version() * 10 + one.variant();
    }

    private static volatile boolean stop;
    private static volatile int turn;

    /** Waits for the other by doing nothing, and not even saying so. */
    public static void busyWait() throws InterruptedException {
        Thread thread =
                new Thread(() -> {
                    while (!stop) {}
                });
        thread.start();
        stop = true;
        thread.join();
    }

    /** One of what another waits for in turn. */
    private static void takeTurns(int mine) {
        while (turn != mine) {}
        turn = mine + 1;
    }

    public static int turns() throws InterruptedException {
        Thread third = new Thread(() -> takeTurns(2));
        third.start();
        two(() -> takeTurns(1), () -> takeTurns(0));
        third.join();
        return turn;
    }

    public static int spinLock() throws InterruptedException {
        AtomicBoolean locked = new AtomicBoolean();
        int[] count = new int[1];
        Runnable increment =
                () -> {
                    while (!locked.compareAndSet(false, true)) {}
                    count[0]++;
                    locked.set(false);
                };
        two(increment, increment);
        return count[0];
    }

    public static void busyWaitInAMonitor() throws InterruptedException {
        Object monitor = new Object();
        two(
                () -> {
                    boolean found;
                    do {
                        synchronized (monitor) {
                            found = turn != 0;
                        }
                    } while (!found);
                },
                () -> {
                    synchronized (monitor) {
                        turn = 1;
                    }
                });
    }

    /** What is counted is of no use to anybody. */
    public static void busyWaitThatCounts() throws InterruptedException {
        two(
                () -> {
                    int tries = 0;
                    while (!stop) {
                        tries++;
                    }
                },
                () -> stop = true);
    }

    public static int busyWaitForAValue() throws InterruptedException {
        AtomicInteger number = new AtomicInteger(5);
        two(
                () -> {
                    int seen;
                    do {
                        seen = number.get();
                    } while (seen != 0 || !number.compareAndSet(0, 1));
                },
                () -> number.set(0));
        return number.get();
    }

    public static String busyWaitForAnElement() throws InterruptedException {
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
        String[] got = new String[1];
        two(
                () -> {
                    String polled;
                    do {
                        polled = queue.poll();
                    } while (polled == null);
                    got[0] = polled;
                },
                () -> queue.add("element"));
        return got[0];
    }

    /** Waits for the other, or until it has taken too long. */
    public static void busyWaitForATime() throws InterruptedException {
        Thread thread =
                new Thread(() -> {
                    long end = System.nanoTime() + 3_000_000;
                    while (!stop && System.nanoTime() < end) {}
                });
        thread.start();
        thread.join();
        stop = true;
    }

    /** Neither has anything else to do. */
    public static void busyWaitForATimeEach() throws InterruptedException {
        LocalDateTime end = LocalDateTime.now().plus(WAIT);
        two(
                () -> {
                    while (Instant.now().isBefore(end.toInstant(ZoneOffset.UTC))) {}
                },
                () -> {
                    while (LocalDateTime.now().isBefore(end)) {
                        Thread.onSpinWait();
                    }
                });
    }

    public static void busyWaitForTheEnd() throws InterruptedException {
        Thread thread = new Thread(() -> turn = 1);
        thread.start();
        while (thread.isAlive()) {}
        thread.join();
    }

    /** Whoever asks a future that is cancelled is told so, and why. */
    public static String cancelled() throws InterruptedException {
        CompletableFuture<String> future = new CompletableFuture<>();
        Thread canceller = new Thread(() -> future.cancel(true));
        canceller.start();
        try {
            return future.join();
        } catch (CancellationException e) {
            canceller.join();
            return e.getCause() instanceof CancellationException ? "caused" : "no cause";
        }
    }

    /** What only the thread itself has changes with each round. */
    public static int countsWhatIsItsOwn() {
        ThreadLocal<Integer> count = ThreadLocal.withInitial(() -> 0);
        while (turn == 0 && count.get() < 9) {
            count.set(count.get() + 1);
        }
        return count.get();
    }

    /** What is drawn is another number every time. */
    public static void drawsUntilItFits() {
        while (turn == 0 && ThreadLocalRandom.current().nextInt(8) != 3) {}
    }
}
