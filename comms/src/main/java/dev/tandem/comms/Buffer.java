// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import java.util.ArrayList;
import java.util.List;

/**
 * A bounded FIFO buffer in a ring of cells, for any number of threads. How it waits is left to its
 * subclasses, of which the first is right and each of the others makes one mistake.
 *
 * <p>The invariant: what was taken was put before, and what was put and not taken yet fits into the
 * cells. {@code taken <= put <= taken + cells}. The monitor of the buffer guards all of it.
 */
abstract class Buffer {

    private final int[] cells;
    private final Film film;
    private long put;
    private long taken;
    private int violations;

    private Buffer(int capacity, Film film) {
        cells = new int[capacity];
        this.film = film;
    }

    /** Adds an item, waiting for room if need be. */
    abstract void put(int item) throws InterruptedException;

    /** Takes the item that was put first, waiting for one if need be. */
    abstract int take() throws InterruptedException;

    /**
     * Waits in a loop, since what it was woken for can be gone again; wakes everybody, since those
     * who wait do not all wait for the same; and gives the monitor up nowhere in between.
     */
    static final class Right extends Buffer {
        Right(int capacity, Film film) {
            super(capacity, film);
        }

        @Override
        synchronized void put(int item) throws InterruptedException {
            while (isFull()) {
                wait();
            }
            store(item);
            notifyAll();
        }

        @Override
        synchronized int take() throws InterruptedException {
            while (isEmpty()) {
                wait();
            }
            int item = load();
            notifyAll();
            return item;
        }
    }

    /** Does not look again when it has been woken. */
    @SuppressWarnings("WaitNotInLoop") // the mistake that is shown
    static final class LooksOnce extends Buffer {
        LooksOnce(int capacity, Film film) {
            super(capacity, film);
        }

        @Override
        synchronized void put(int item) throws InterruptedException {
            if (isFull()) {
                wait();
            }
            store(item);
            notifyAll();
        }

        @Override
        synchronized int take() throws InterruptedException {
            if (isEmpty()) {
                wait();
            }
            int item = load();
            notifyAll();
            return item;
        }
    }

    /** Wakes one of those who wait, which may be one for whom nothing has changed. */
    static final class WakesOne extends Buffer {
        WakesOne(int capacity, Film film) {
            super(capacity, film);
        }

        @Override
        synchronized void put(int item) throws InterruptedException {
            while (isFull()) {
                wait();
            }
            store(item);
            notify();
        }

        @Override
        synchronized int take() throws InterruptedException {
            while (isEmpty()) {
                wait();
            }
            int item = load();
            notify();
            return item;
        }
    }

    /**
     * Looks in one critical section and acts in the next. The hint to the scheduler between them
     * stands for whatever a program does there.
     */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on whether the hint is taken
    static final class LetsGo extends Buffer {
        LetsGo(int capacity, Film film) {
            super(capacity, film);
        }

        @Override
        void put(int item) throws InterruptedException {
            synchronized (this) {
                while (isFull()) {
                    wait();
                }
            }
            Thread.yield();
            synchronized (this) {
                store(item);
                notifyAll();
            }
        }

        @Override
        int take() throws InterruptedException {
            synchronized (this) {
                while (isEmpty()) {
                    wait();
                }
            }
            Thread.yield();
            synchronized (this) {
                int item = load();
                notifyAll();
                return item;
            }
        }
    }

    final boolean isFull() {
        return put - taken >= cells.length;
    }

    final boolean isEmpty() {
        return put - taken <= 0;
    }

    final void store(int item) {
        cells[cell(put)] = item;
        put++;
        check("puts " + item);
    }

    final int load() {
        int item = cells[cell(taken)];
        taken++;
        check("takes " + item);
        return item;
    }

    private int cell(long number) {
        return (int) (number % cells.length);
    }

    private void check(String step) {
        if (taken > put || put > taken + cells.length) {
            violations++;
        }
        film.after(step, this);
    }

    /** How many steps have left the invariant broken. */
    final synchronized int violations() {
        return violations;
    }

    /** The items that can be taken, and how many there should be by the count. */
    @Override
    public final synchronized String toString() {
        List<Integer> items = new ArrayList<>();
        for (long number = taken; number < put; number++) {
            items.add(cells[cell(number)]);
        }
        return items + " " + (put - taken) + " of " + cells.length;
    }
}
