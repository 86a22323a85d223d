// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;

/**
 * A branch of a {@link Node}.
 *
 * @param task who takes its first step
 * @param sleep who sleeps in it
 * @param footprint what its first step is known to access, whatever values it chose
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Branch(int task, SleepSet sleep, long[] footprint) {

    private static final long[] NOTHING = {};

    Branch(int task, SleepSet sleep) {
        this(task, sleep, NOTHING);
    }

    /** With what its first step has accessed in an execution. */
    Branch seen(Trace done, int step) {
        return new Branch(task, sleep, Footprint.union(footprint, done, step));
    }
}
