// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;

/**
 * Which reads of an execution are made without the lock that protects what is read, and validated
 * afterwards, as {@link java.util.concurrent.locks.StampedLock} offers it. By the letter of the
 * memory model they race with whoever holds the lock; but what may be stale is not used, and what
 * is fresh was read before the next one got the lock.
 */
final class ReadsAhead {

    /** What is made of what is read. */
    enum Use {
        /** Everything. */
        FULL,
        /** The same, but nobody who takes the lock later has written it yet. */
        VALIDATED,
        /** It is thrown away. */
        NONE
    }

    /** For each task, the access at which it validates for the last time what it reads ahead. */
    private int[] validated = new int[0];

    /** That at which it finds for the last time that this may be stale. */
    private int[] stale = new int[0];

    void clear(int tasks) {
        validated = new int[tasks];
        stale = new int[tasks];
    }

    /** A task begins so: all that it reads counts until it begins again under the same lock. */
    void begin(Trace trace, int first, int access) {
        int task = trace.task(first);
        int lock = Trace.object(trace.access(access));
        for (int step = first; step < trace.steps(); step++) {
            int from = Math.max(access + 1, trace.accessesFrom(step));
            for (int i = from; trace.task(step) == task && i < trace.accessesTo(step); i++) {
                long entry = trace.access(i);
                if (Trace.object(entry) != lock) {
                    continue;
                }
                if (Trace.isAhead(entry)) {
                    return;
                }
                if (Trace.isStale(entry)) {
                    stale[task] = Math.max(stale[task], i);
                } else if (Trace.isFresh(entry)) {
                    validated[task] = Math.max(validated[task], i);
                }
            }
        }
    }

    Use use(int task, int access) {
        return access < stale[task]
                ? Use.NONE
                : access < validated[task] ? Use.VALIDATED : Use.FULL;
    }
}
