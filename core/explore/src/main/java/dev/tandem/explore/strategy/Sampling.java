// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import java.util.OptionalDouble;

/**
 * A strategy that draws schedules at random. What it draws depends on the seed and on the number of
 * the execution alone, not on who makes it.
 */
public interface Sampling extends Divisible {

    /** How many executions are made before the search is shared out; all parts know of them. */
    int ALONE = 200;

    /** The number of the execution that is about to begin, from 0. */
    void number(long execution);

    /**
     * The natural logarithm of one over the probability with which the last execution was drawn;
     * always empty if the strategy does not know such probabilities.
     */
    default OptionalDouble surprisal() {
        return OptionalDouble.empty();
    }
}
