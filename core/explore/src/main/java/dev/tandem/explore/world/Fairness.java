// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/**
 * Fairness towards threads that wait by looping: one that yields is not chosen again before
 * everybody who could go on then has moved or stopped (Musuvathi and Qadeer, 2008). Without it a
 * depth-first search would follow a loop for ever.
 */
final class Fairness {

    private final Scheduler scheduler;
    private long yielded;

    Fairness(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void clear() {
        yielded = 0;
    }

    /** A task lets others go first. */
    void yielded(Task task, long others) {
        task.yieldedTo = others;
        yielded |= task.bit;
    }

    /** Whether somebody lets others go first. */
    boolean hasYielded() {
        return yielded != 0;
    }

    /** Who may be chosen among those who can go on. */
    long eligible(long runnable) {
        long fair = runnable & ~yielded;
        return fair != 0 ? fair : runnable;
    }

    void moved(Task mover, long runnable) {
        for (long rest = yielded; rest != 0; rest &= rest - 1) {
            Task task = scheduler.task(Long.numberOfTrailingZeros(rest));
            task.yieldedTo &= ~mover.bit & runnable;
            if (task.yieldedTo == 0 || task == mover) {
                task.yieldedTo = 0;
                yielded &= ~task.bit;
            }
        }
    }
}
