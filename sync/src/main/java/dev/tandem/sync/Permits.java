// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import java.util.concurrent.Semaphore;

/** What a semaphore gives out: the JDK's, and one that knows how many permits it began with. */
interface Permits {

    void acquire() throws InterruptedException;

    /** Puts a permit back. */
    void release();

    int availablePermits();

    /** Every release adds a permit, whoever calls it and whether or not one was taken. */
    final class Plain extends Semaphore implements Permits {

        private static final long serialVersionUID = 1L;

        Plain(int permits) {
            super(permits);
        }
    }

    /** Never has more permits than at its beginning. It does not know who has which, either. */
    final class Bounded implements Permits {

        private final Semaphore semaphore;
        private final Semaphore out = new Semaphore(0);

        Bounded(int permits) {
            semaphore = new Semaphore(permits);
        }

        @Override
        public void acquire() throws InterruptedException {
            semaphore.acquire();
            out.release();
        }

        /**
         * Puts a permit back.
         *
         * @throws IllegalStateException when none is out; nothing has changed then
         */
        @Override
        public void release() {
            // To look first and then to count down would be two steps, and a race of its own.
            if (!out.tryAcquire()) {
                throw new IllegalStateException("a permit is given back and none is out");
            }
            semaphore.release();
        }

        @Override
        public int availablePermits() {
            return semaphore.availablePermits();
        }
    }
}
