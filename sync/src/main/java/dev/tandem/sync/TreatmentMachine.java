// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A machine that treats with X-rays or with electrons. X-rays take a high current and a target that
 * turns it into them; electrons take a low current and nothing in the way.
 */
interface TreatmentMachine {

    /** What can be prescribed. */
    enum Mode {
        X_RAY,
        ELECTRON
    }

    /**
     * What a patient was treated with.
     *
     * @param high whether the current was the one for X-rays
     * @param target whether the target was in its way
     */
    record Beam(boolean high, boolean target) {

        boolean isOverdose() {
            return high && !target;
        }

        String current() {
            return high ? "high" : "low";
        }

        String treatment() {
            if (isOverdose()) {
                return "overdose";
            }
            return high ? "X-rays" : "electrons";
        }
    }

    /** Says or edits what the patient is to have; at any time, by the operator. */
    void prescribe(Mode mode) throws InterruptedException;

    /** Sets the machine up and turns on the beam. */
    Beam treat() throws InterruptedException;

    /** Every reading is up to date, and together they are not of one moment: that is the flaw. */
    final class Careless implements TreatmentMachine {

        private final Duration setUp;
        private volatile Mode mode = Mode.X_RAY;

        Careless(Duration setUp) {
            this.setUp = setUp;
        }

        @Override
        public void prescribe(Mode prescribed) {
            mode = prescribed;
        }

        @Override
        public Beam treat() throws InterruptedException {
            boolean high = mode == Mode.X_RAY;
            Thread.sleep(setUp);
            boolean target = mode == Mode.X_RAY;
            return new Beam(high, target);
        }
    }

    /** An edit comes before the last look, and the machine is set up anew, or after the beam. */
    final class Interlocked implements TreatmentMachine {

        private final ReentrantLock lock = new ReentrantLock();
        private final Duration setUp;
        private Mode mode = Mode.X_RAY;

        Interlocked(Duration setUp) {
            this.setUp = setUp;
        }

        @Override
        public void prescribe(Mode prescribed) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                mode = prescribed;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Beam treat() throws InterruptedException {
            while (true) {
                Mode copy = prescribed();
                Thread.sleep(setUp);
                lock.lockInterruptibly();
                try {
                    if (mode == copy) {
                        return new Beam(copy == Mode.X_RAY, copy == Mode.X_RAY);
                    }
                } finally {
                    lock.unlock();
                }
            }
        }

        private Mode prescribed() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                return mode;
            } finally {
                lock.unlock();
            }
        }
    }
}
