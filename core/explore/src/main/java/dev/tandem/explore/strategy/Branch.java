// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;

/**
 * The branch of a {@link Node} that is being searched.
 *
 * @param sleep who sleeps in it
 * @param own whether this part of the search has taken it, not the one that it was split from
 * @param acrossValues what its first step has accessed, whatever values it chose
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Branch(int task, long sleep, boolean own, long[] acrossValues) {

    private static final long[] NOTHING = {};

    Branch(int task, long sleep, boolean own) {
        this(task, sleep, own, NOTHING);
    }

    /** With what its first step has accessed in an execution. */
    Branch across(Trace done, int step) {
        return new Branch(task, sleep, own, footprint(done, step));
    }

    /** All that its first step is known to access, that of an execution included. */
    long[] footprint(Trace done, int step) {
        return Footprint.union(acrossValues, done, step);
    }
}
