// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;

/**
 * The threads that need not be chosen at a node, because what would follow has been searched
 * (Godefroid, 1996), each with what its next step accesses. It never changes, so that parts of a
 * search can have it in common.
 */
final class SleepSet {

    static final SleepSet NOBODY = new SleepSet(0, new long[0][]);

    private final long tasks;

    /** In the order of the threads. */
    private final long[][] footprints;

    private SleepSet(long tasks, long[][] footprints) {
        this.tasks = tasks;
        this.footprints = footprints;
    }

    /** Who sleeps, one bit each. */
    long tasks() {
        return tasks;
    }

    /** What the next step of one who sleeps accesses. */
    long[] footprint(int task) {
        return footprints[rank(task)];
    }

    private int rank(int task) {
        return Long.bitCount(tasks & ((1L << task) - 1));
    }

    /** With one more. */
    SleepSet with(int task, long[] footprint) {
        int at = rank(task);
        long[][] more = new long[footprints.length + 1][];
        System.arraycopy(footprints, 0, more, 0, at);
        more[at] = footprint;
        System.arraycopy(footprints, at, more, at + 1, footprints.length - at);
        return new SleepSet(tasks | 1L << task, more);
    }

    private SleepSet without(int task) {
        int at = rank(task);
        long[][] fewer = new long[footprints.length - 1][];
        System.arraycopy(footprints, 0, fewer, 0, at);
        System.arraycopy(footprints, at + 1, fewer, at, fewer.length - at);
        return new SleepSet(tasks & ~(1L << task), fewer);
    }

    /** Who goes on sleeping after a step, because it does not matter to what they would do. */
    SleepSet after(Trace trace, int step) {
        SleepSet left = this;
        for (long rest = tasks; rest != 0; rest &= rest - 1) {
            int task = Long.numberOfTrailingZeros(rest);
            if (Footprint.conflicts(footprint(task), trace, step)) {
                left = left.without(task);
            }
        }
        return left;
    }
}
