// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import java.util.Arrays;

/**
 * A state of the program in a reduced search, before the step of the same number: which of its
 * branches must be searched, and which need not. Guarded by its own monitor, for several parts of a
 * search can have it in common.
 */
final class Node {

    final long enabled;

    /** The threads whose branches must be searched, and those that somebody has taken. */
    long todo;

    long taken;

    /** The threads whose branches need not be searched from here on, and what they would do. */
    long sleep;

    /** Those of them whose branches were searched before there was this node. */
    long inherited;

    long[][] footprints = new long[0][];
    boolean common;

    Node(long enabled) {
        this.enabled = enabled;
    }

    /** A thread sleeps here, for what its step does is known. */
    void sleeps(int task, long[] footprint) {
        if (footprints.length <= task) {
            footprints = Arrays.copyOf(footprints, task + 4);
        }
        footprints[task] = footprint;
        sleep |= 1L << task;
    }

    /** Who sleeps in the branch that is taken next. */
    long sleepOfBranch() {
        long known = sleep;
        for (long rest = common ? sleep : 0; rest != 0; rest &= rest - 1) {
            int task = Long.numberOfTrailingZeros(rest);
            known &= Footprint.isOfOneWorld(footprints[task]) ? ~(1L << task) : ~0L;
        }
        return known;
    }

    /** Whether there is a branch that nobody has taken. */
    boolean hasMore() {
        return left() != 0;
    }

    private long left() {
        return todo & ~sleep & ~taken;
    }

    /** The next branch that nobody has taken; -1 when there is none. */
    int take() {
        long left = left();
        if (left == 0) {
            return -1;
        }
        taken |= Long.lowestOneBit(left);
        return Long.numberOfTrailingZeros(left);
    }
}
