// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import java.util.Arrays;

/**
 * A state of the program in a reduced search, before the step of the same number: which of its
 * branches must be searched, and in which order. It changes in the hands of the part of the search
 * that it belongs to; what it was made with, others may read.
 */
final class Node {

    private static final int[] NONE = {};

    final long enabled;

    /** Who slept before anything of this node was searched. */
    final SleepSet inherited;

    /** The threads whose branches must be searched, the first {@link #taken} of which are. */
    private int[] list = NONE;

    private int size;
    private int taken;
    private long listed;
    private long begun;
    private SleepSet asleep;

    Node(long enabled, SleepSet inherited) {
        this.enabled = enabled;
        this.inherited = inherited;
        this.asleep = inherited;
    }

    /** The search comes here for the first time and goes on with a thread. */
    Branch begin(int task) {
        listed = 1L << task;
        begun = listed;
        return new Branch(task, inherited);
    }

    /**
     * Of some threads one must go first here.
     *
     * @param first one of these, whichever
     * @param put who is put on the list unless one of those is there, or sleeps
     */
    void ask(long first, long put) {
        if ((first & (listed | inherited.tasks())) != 0) {
            return;
        }
        long fresh = put & ~listed & ~inherited.tasks();
        listed |= fresh;
        for (long rest = fresh; rest != 0; rest &= rest - 1) {
            if (size == list.length) {
                list = Arrays.copyOf(list, size + 4);
            }
            list[size++] = Long.numberOfTrailingZeros(rest);
        }
    }

    /** Whether there is a branch that nobody has taken. */
    boolean hasMore() {
        return taken < size;
    }

    /**
     * Takes the next branch, in the order in which they were asked for. All those before it sleep
     * in it.
     */
    Branch take() {
        int task = list[taken++];
        begun |= 1L << task;
        return new Branch(task, asleep);
    }

    /**
     * It is known what the first step of a branch accesses: in later branches its thread sleeps.
     */
    void sleeps(Branch known) {
        if ((asleep.tasks() >>> known.task() & 1) == 0) {
            asleep = asleep.with(known.task(), known.footprint());
        }
    }

    /** Whether that is known of all branches that have been taken. */
    boolean areAllKnown() {
        return (begun & ~asleep.tasks()) == 0;
    }
}
