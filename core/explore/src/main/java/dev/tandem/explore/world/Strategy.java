// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** A policy of which thread goes next. Asked by one world, from one thread. */
public interface Strategy {

    /**
     * The answer of {@link #nextTask} that gives an execution up: everything that it could still do
     * has been seen.
     */
    int PRUNE = -1;

    /**
     * The answer of {@link #nextTask} to a program that does not do what it did before on the same
     * schedule.
     */
    int DIVERGED = -2;

    /**
     * An execution is about to begin.
     *
     * @param trace will grow with every step; the steps that it has are complete when {@link
     *     #nextTask} is called
     */
    default void executionStarts(Trace trace) {}

    /**
     * Chooses who takes the next step.
     *
     * @param enabled the threads that can take a step, one bit each; never empty
     * @param current the thread that took the last step, whether or not it is enabled; -1 before
     *     the first
     * @return the number of an enabled thread, {@link #PRUNE} or {@link #DIVERGED}
     */
    int nextTask(long enabled, int current);

    /**
     * Chooses a value for the step under way, such as which of several waiting threads a
     * notification wakes.
     *
     * @return a number from 0 to {@code bound - 1}
     */
    int nextInt(int bound);

    /**
     * An execution has ended.
     *
     * @return whether there is to be another one
     */
    boolean executionDone(Trace trace);
}
