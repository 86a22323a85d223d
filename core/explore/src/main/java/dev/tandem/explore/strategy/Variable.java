// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.AccessKind;
import org.jspecify.annotations.Nullable;

/** A place in memory, as {@link DataRaces} knows it: who has accessed it, and when. */
final class Variable {

    /** What a read gets that acquires the value which is there now. */
    int @Nullable [] head;

    /** What all writes have passed on that count as volatile ones. */
    int @Nullable [] published;

    private @Nullable History reads;
    private @Nullable History writes;
    private @Nullable History atomicReads;
    private @Nullable History atomicWrites;

    /** The last access of each task: its clock then, and the step. */
    private static final class History {
        private final int[] clocks;
        private final int[] steps;

        History(int tasks) {
            clocks = new int[tasks];
            steps = new int[tasks];
        }

        void add(int task, int clock, int step) {
            clocks[task] = clock;
            steps[task] = step;
        }

        /** The step of an access of another task that did not happen before; -1 for none. */
        int unordered(int task, int[] clock) {
            for (int t = 0; t < clocks.length; t++) {
                if (t != task && clocks[t] > clock[t]) {
                    return steps[t];
                }
            }
            return -1;
        }
    }

    /**
     * Looks for an earlier access that one races with.
     *
     * @param clock what happened before it
     * @return the step of the earlier one; -1 for none
     */
    int find(AccessKind kind, boolean isWrite, int task, int[] clock) {
        boolean isPlain = kind == AccessKind.PLAIN;
        int other = unordered(writes, task, clock);
        if (other < 0 && isPlain) {
            other = unordered(atomicWrites, task, clock);
        }
        if (other < 0 && isWrite) {
            other = unordered(reads, task, clock);
        }
        if (other < 0 && isWrite && isPlain) {
            other = unordered(atomicReads, task, clock);
        }
        return other;
    }

    /** Remembers an access, for the later ones. */
    void remember(AccessKind kind, boolean isWrite, int step, int task, int[] clock) {
        history(kind == AccessKind.PLAIN, isWrite, clock.length).add(task, clock[task], step);
    }

    private static int unordered(@Nullable History history, int task, int[] clock) {
        return history == null ? -1 : history.unordered(task, clock);
    }

    private History history(boolean isPlain, boolean isWrite, int tasks) {
        History known =
                isPlain ? (isWrite ? writes : reads) : (isWrite ? atomicWrites : atomicReads);
        if (known != null) {
            return known;
        }
        History made = new History(tasks);
        if (isPlain && isWrite) {
            writes = made;
        } else if (isPlain) {
            reads = made;
        } else if (isWrite) {
            atomicWrites = made;
        } else {
            atomicReads = made;
        }
        return made;
    }
}
