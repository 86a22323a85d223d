// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A counter that many threads share; four ways of writing {@code count++}, the first of them wrong.
 */
interface Counter {

    void increment();

    long value();

    /**
     * {@code count++} is three steps: read, add, write. Two threads that read the same value write
     * the same value, and one of the two increments is lost. Making the field volatile would change
     * nothing about that.
     */
    final class Plain implements Counter {
        private long count;

        @Override
        public void increment() {
            long seen = count;
            // The hint does nothing but take a moment, and keep the compiler from adding up the
            // whole loop in a register, which would lose more at once but seldom.
            Thread.onSpinWait();
            count = seen + 1;
        }

        @Override
        public long value() {
            return count;
        }
    }

    /**
     * The three steps as one critical section. Reading needs the lock too, or it could see an old
     * value.
     */
    final class Locked implements Counter {
        private final ReentrantLock lock = new ReentrantLock();
        private long count;

        @Override
        public void increment() {
            lock.lock();
            try {
                count++;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public long value() {
            lock.lock();
            try {
                return count;
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * The three steps as one instruction of the processor: no thread ever waits for one that holds
     * a lock.
     */
    final class Atomic implements Counter {
        private final AtomicLong count = new AtomicLong();

        @Override
        public void increment() {
            count.incrementAndGet();
        }

        @Override
        public long value() {
            return count.get();
        }
    }

    /**
     * Threads that collide are given cells of their own, and the value is the sum of the cells: the
     * cheapest under contention. The sum is exact only when nobody is counting.
     */
    final class Striped implements Counter {
        private final LongAdder count = new LongAdder();

        @Override
        public void increment() {
            count.increment();
        }

        @Override
        public long value() {
            return count.sum();
        }
    }
}
