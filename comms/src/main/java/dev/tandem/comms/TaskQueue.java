// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded FIFO queue of tasks that knows how many of them are not done yet, so that one can wait
 * until all are. The JDK has none; the contract is that of Python's {@code queue.Queue}.
 *
 * <p>Taken and done are different things: a task leaves the queue when a worker takes it and stays
 * unfinished until the worker says {@link #taskDone}. All methods may be called by any thread.
 */
final class TaskQueue<T> {

    private final int capacity;
    private final Deque<T> tasks = new ArrayDeque<>();
    private int unfinished;

    // One lock guards all of it; there is a condition for each thing that one can wait for.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    private final Condition allDone = lock.newCondition();

    /**
     * @param capacity how many tasks can wait to be taken
     */
    TaskQueue(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue has room for at least one task");
        }
        this.capacity = capacity;
    }

    /** Adds a task, waiting for room if need be. */
    void put(T task) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (tasks.size() == capacity) {
                notFull.await();
            }
            tasks.addLast(task);
            // Counted before anybody can take it, so that the count is never too low.
            unfinished++;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the task that was put first, waiting for one if need be. */
    T take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (tasks.isEmpty()) {
                notEmpty.await();
            }
            T task = tasks.removeFirst();
            notFull.signal();
            return task;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says that one of the tasks taken is done, well or badly.
     *
     * @throws IllegalStateException when it has been said for every task already
     */
    void taskDone() {
        lock.lock();
        try {
            if (unfinished == 0) {
                throw new IllegalStateException("taskDone was called more often than put");
            }
            unfinished--;
            if (unfinished == 0) {
                // Any number of threads may be waiting for this, and it concerns them all.
                allDone.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every task put so far, and every task put meanwhile, is done. */
    void join() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (unfinished > 0) {
                allDone.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many tasks have been put and are not done. */
    int unfinished() {
        lock.lock();
        try {
            return unfinished;
        } finally {
            lock.unlock();
        }
    }

    /** The tasks that wait to be taken, and how many are not done. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return tasks + " " + unfinished + " not done";
        } finally {
            lock.unlock();
        }
    }
}
