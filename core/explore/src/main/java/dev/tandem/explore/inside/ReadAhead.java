// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Trace;

/** What a {@link java.util.concurrent.locks.StampedLock} tells of who reads without taking it. */
public final class ReadAhead {

    /** The bits of a stamp that say how the lock is held: none for one that is to be validated. */
    private static final int HELD = 0xFF;

    private ReadAhead() {}

    /** The running thread begins to read what a lock protects without taking it. */
    public static void begins(Object lock) {
        Gate.WORLD.ledger().touch(lock, Trace.AHEAD, false);
    }

    /** It has asked whether somebody has taken the lock meanwhile. */
    public static void validated(Object lock, boolean valid) {
        Gate.WORLD.ledger().touch(lock, valid ? Trace.FRESH : Trace.STALE, false);
    }

    /**
     * It has tried to take the lock if nobody else has taken it meanwhile.
     *
     * @param stamp 0 if it has not got it
     * @param before the stamp that it had
     */
    public static void converted(long stamp, long before, Object lock) {
        if ((before & HELD) == 0) {
            validated(lock, stamp != 0);
        }
    }
}
