// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.Crew;
import dev.tandem.spi.locks.ObservableLock;
import java.util.concurrent.CountDownLatch;

/** A way in which a thread works under a lock, and in which another has it end. */
interface Ending {

    /** Takes the lock and works, turn by turn. */
    void work(Site site) throws InterruptedException;

    /** Starts the thread that works. */
    default void start(Crew crew, Site site) throws InterruptedException {
        crew.start(Site.WORKER, () -> work(site));
    }

    /** Has the thread end, or tries to. */
    default void end(Thread worker, Site site) {
        worker.interrupt();
    }

    /** Where the thread works, and what it is seen to do. */
    final class Site {
        static final String WORKER = "worker";

        final ObservableLock lock = new ObservableLock("the lock");

        /** When the worker holds the lock. */
        final CountDownLatch begun = new CountDownLatch(1);

        /** How far the work has come. */
        volatile long turns;

        /** What a thread looks at that can be ended by it. */
        volatile boolean flag;

        /** Ends what nothing else does, when the run is over. */
        volatile boolean over;

        /** Whether the thread that had started the worker had ended. */
        volatile boolean orphaned;

        /** What came of an attempt to stop the worker; empty when there was none. */
        volatile String refusal = "";

        @SuppressWarnings("NonAtomicVolatileUpdate") // only the worker writes
        private void turn() {
            turns++;
            begun.countDown();
        }

        void letGo() {
            flag = true;
            over = true;
        }
    }

    /** Waits, so an interrupt ends it at once, and gives back what it holds. */
    class Interrupted implements Ending {
        @Override
        public void work(Site site) throws InterruptedException {
            site.lock.lock();
            try {
                while (!site.over) {
                    site.turn();
                    Thread.sleep(1);
                }
            } finally {
                site.lock.unlock();
            }
        }
    }

    /** Computes, so an interrupt would change nothing: it looks at a flag, every turn. */
    final class Flagged implements Ending {
        @Override
        public void work(Site site) {
            site.lock.lock();
            try {
                while (!site.flag) {
                    site.turn();
                }
            } finally {
                site.lock.unlock();
            }
        }

        @Override
        public void end(Thread worker, Site site) {
            site.flag = true;
        }
    }

    /** Catches its interrupt and goes on. */
    final class Ignoring implements Ending {
        @Override
        public void work(Site site) {
            site.lock.lock();
            try {
                while (!site.over) {
                    site.turn();
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        // This is how it is done wrong: nobody will tell it again.
                    }
                }
            } finally {
                site.lock.unlock();
            }
        }
    }

    /** Ends on its interrupt, in the middle, as a stopped thread would: the last line is missed. */
    final class NoFinally implements Ending {
        @Override
        @SuppressWarnings("LockNotBeforeTry") // what comes of that is what is shown
        public void work(Site site) throws InterruptedException {
            site.lock.lock();
            while (!site.over) {
                site.turn();
                Thread.sleep(1);
            }
            site.lock.unlock();
        }
    }

    /** Is to be ended by the method that was once made for it. */
    final class Stopped extends Interrupted {
        @Override
        @SuppressWarnings({"deprecation", "removal"}) // that it refuses is what is shown
        public void end(Thread worker, Site site) {
            try {
                worker.stop();
            } catch (UnsupportedOperationException e) {
                site.refusal = e.toString();
            }
        }
    }

    /** Is started by a thread that ends at once and has told nobody of it. */
    final class Orphaned extends Interrupted {
        @Override
        public void start(Crew crew, Site site) throws InterruptedException {
            Thread starter =
                    crew.start(
                            "starter",
                            () -> Thread.ofPlatform().name(Site.WORKER).start(() -> attempt(site)));
            starter.join();
            site.orphaned = starter.getState() == Thread.State.TERMINATED;
        }

        private void attempt(Site site) {
            try {
                work(site);
            } catch (InterruptedException e) {
                // It was to end, and it does.
                return;
            }
        }
    }
}
