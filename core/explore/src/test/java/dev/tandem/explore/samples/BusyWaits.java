// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Loops that wait for another thread, and loops in which nobody gets on: the names of the latter
 * begin with {@code endless}.
 */
public final class BusyWaits {

    private static final int MANY = 100;

    private BusyWaits() {}

    /** How often it has gone round is told. */
    private static int countsUntil(AtomicBoolean flag) {
        int tries = 0;
        while (!flag.get()) {
            tries++;
        }
        return tries;
    }

    public static int counts() throws InterruptedException {
        AtomicBoolean flag = new AtomicBoolean();
        AtomicInteger tries = new AtomicInteger();
        two(() -> tries.set(countsUntil(flag)), () -> flag.set(true));
        return Math.min(tries.get(), 1);
    }

    public static int endlessCounts() throws InterruptedException {
        AtomicBoolean flag = new AtomicBoolean();
        AtomicInteger tries = new AtomicInteger();
        two(() -> tries.set(countsUntil(flag)), () -> flag.get());
        return tries.get();
    }

    /** Waits longer each time, without a limit. */
    public static int backsOff() throws InterruptedException {
        AtomicBoolean flag = new AtomicBoolean();
        AtomicInteger last = new AtomicInteger();
        two(
                () -> {
                    int spins = 1;
                    while (!flag.get()) {
                        for (int i = 0; i < spins; i++) {
                            Thread.onSpinWait();
                        }
                        spins = spins << 1;
                    }
                    last.set(spins);
                },
                () -> flag.set(true));
        return Math.min(last.get(), 1);
    }

    /** Says how long it would have waited, and does not. */
    public static int doubles() throws InterruptedException {
        AtomicBoolean flag = new AtomicBoolean();
        AtomicInteger last = new AtomicInteger();
        two(
                () -> {
                    int spins = 1;
                    while (!flag.get()) {
                        spins = spins << 1;
                    }
                    last.set(spins);
                },
                () -> flag.set(true));
        return Math.min(last.get(), 1);
    }

    /** Gives up after some rounds, whether or not the other has come. */
    public static int givesUp() throws InterruptedException {
        AtomicBoolean flag = new AtomicBoolean();
        AtomicInteger result = new AtomicInteger();
        two(
                () -> {
                    int tries = 0;
                    while (!flag.get()) {
                        if (++tries == 3) {
                            break;
                        }
                    }
                    result.set(tries);
                },
                () -> flag.set(true));
        return result.get();
    }

    /** Goes round with a count of its own, which another may read. */
    public static int countsInTheOpen() throws InterruptedException {
        AtomicBoolean flag = new AtomicBoolean();
        AtomicInteger rounds = new AtomicInteger();
        two(
                () -> {
                    while (!flag.get()) {
                        rounds.incrementAndGet();
                    }
                },
                () -> flag.set(true));
        return Math.min(rounds.get(), 1);
    }

    /** Two that let each other go first. */
    public static void endlessPoliteness() throws InterruptedException {
        AtomicBoolean one = new AtomicBoolean();
        AtomicBoolean other = new AtomicBoolean();
        two(() -> politely(one, other), () -> politely(other, one));
    }

    private static void politely(AtomicBoolean mine, AtomicBoolean others) {
        mine.set(true);
        while (others.get()) {
            mine.set(false);
            Thread.yield();
            mine.set(true);
        }
        mine.set(false);
    }

    /** Each takes its own lock and gives it back if it cannot have the other. */
    public static void endlessAttempts() throws InterruptedException {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        two(() -> attempt(one, other), () -> attempt(other, one));
    }

    private static void attempt(ReentrantLock first, ReentrantLock second) {
        while (true) {
            first.lock();
            try {
                if (second.tryLock()) {
                    second.unlock();
                    return;
                }
            } finally {
                first.unlock();
            }
        }
    }

    /** Offers to let the other go first, when that one has one thing left to do. */
    public static int yieldsOnce() throws InterruptedException {
        AtomicInteger value = new AtomicInteger();
        AtomicBoolean ready = new AtomicBoolean();
        AtomicInteger seen = new AtomicInteger();
        two(
                () -> {
                    while (!ready.get()) {}
                    Thread.yield();
                    seen.set(value.get());
                },
                () -> {
                    ready.set(true);
                    value.set(1);
                });
        return seen.get();
    }

    /** Counts how often it looks at what another will have set when its time has come. */
    public static int outlastsATimeLimit() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        AtomicBoolean ready = new AtomicBoolean();
        two(
                () -> {
                    while (!ready.get()) {
                        looks.incrementAndGet();
                    }
                },
                () -> {
                    LockSupport.parkNanos(1);
                    ready.set(true);
                });
        return 1;
    }

    /** A long computation comes before what matters. */
    public static int computesFirst() throws InterruptedException {
        AtomicInteger value = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        two(
                () -> {
                    int sum = 0;
                    for (int i = 0; i < MANY * MANY; i++) {
                        sum += i;
                    }
                    seen.set(sum == 0 ? 5 : value.get());
                },
                () -> value.set(1));
        return seen.get();
    }
}
