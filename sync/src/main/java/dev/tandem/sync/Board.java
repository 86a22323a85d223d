// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where a publisher leaves integers and subscribers take them: one lock, one condition, three ways
 * of waiting.
 */
final class Board {

    /** How a subscriber waits for an integer. */
    enum Wait {
        /** Looks, and looks again after every wake-up. */
        WHILE,
        /** Looks once, and trusts the wake-up. */
        IF,
        /** Trusts the wake-up alone. */
        BLIND
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final Deque<Integer> integers = new ArrayDeque<>();
    private final Wait wait;
    private final Duration beat;

    /**
     * @param beat how long a publisher holds the lock before it signals
     */
    Board(Wait wait, Duration beat) {
        this.wait = wait;
        this.beat = beat;
    }

    /**
     * Adds an integer and wakes one subscriber. One is enough: they all wait for the same thing,
     * and an integer serves one of them. The beat before it lets others queue for the lock
     * meanwhile, ahead of the one that is then woken.
     */
    void publish(int integer) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Thread.sleep(beat);
            integers.addLast(integer);
            published.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the integer that was published first. Two of the three ways to wait for it are here to
     * be wrong, and Error Prone finds both when it is let.
     *
     * @throws NoSuchElementException when a wrong way of waiting has ended and there is none
     */
    @SuppressWarnings("WaitNotInLoop")
    int take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            switch (wait) {
                case WHILE -> {
                    while (integers.isEmpty()) {
                        published.await();
                    }
                }
                // A signal moves the sleeper to the queue of the lock, not into the lock. Whoever
                // comes first sees no need to wait and takes what the sleeper was woken for.
                case IF -> {
                    if (integers.isEmpty()) {
                        published.await();
                    }
                }
                // A condition has no memory: a signal that nobody is waiting for is gone, and
                // there may never be another.
                case BLIND -> published.await();
            }
            return integers.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** How many subscribers wait for a signal: exact, as nobody comes or goes under the lock. */
    int waiting() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(published);
        } finally {
            lock.unlock();
        }
    }

    /** How many integers nobody has taken yet. */
    int size() {
        lock.lock();
        try {
            return integers.size();
        } finally {
            lock.unlock();
        }
    }
}
