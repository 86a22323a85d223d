// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue with a greatest size: who puts waits while it is full, who takes while it is empty. The
 * ways of waiting differ in who is woken.
 */
final class BoundedBuffer {

    /** Who is woken by a change. */
    enum Waking {
        /** One of those who wait, whatever they wait for. */
        ONE_OF_ALL,
        /** All of those who wait, whatever they wait for. */
        ALL,
        /** One of those who wait for this change. */
        ONE_CONCERNED
    }

    /** So many changes of the fill level are kept. */
    private static final int KEPT = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty;
    private final Deque<Integer> items = new ArrayDeque<>();
    private final List<Integer> levels = new ArrayList<>();
    private final int capacity;
    private final Waking waking;

    BoundedBuffer(Waking waking, int capacity) {
        this.waking = waking;
        this.capacity = capacity;
        notEmpty = waking == Waking.ONE_CONCERNED ? lock.newCondition() : notFull;
    }

    void put(int item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.size() == capacity) {
                notFull.await();
            }
            items.addLast(item);
            changed(notEmpty);
        } finally {
            lock.unlock();
        }
    }

    int take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty()) {
                notEmpty.await();
            }
            int item = items.removeFirst();
            changed(notFull);
            return item;
        } finally {
            lock.unlock();
        }
    }

    /**
     * With one condition for both, the one that a signal wakes may wait for the opposite: it goes
     * back to sleep, and whom the change concerned never hears of it.
     */
    private void changed(Condition condition) {
        if (levels.size() < KEPT) {
            levels.add(items.size());
        }
        if (waking == Waking.ALL) {
            condition.signalAll();
        } else {
            condition.signal();
        }
    }

    /** How many threads wait for a signal: exact, as nobody comes or goes under the lock. */
    int waiting() {
        lock.lock();
        try {
            int waiting = lock.getWaitQueueLength(notFull);
            if (waking == Waking.ONE_CONCERNED) {
                waiting += lock.getWaitQueueLength(notEmpty);
            }
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** The fill level after each of the first changes. */
    List<Integer> levels() {
        lock.lock();
        try {
            return List.copyOf(levels);
        } finally {
            lock.unlock();
        }
    }
}
