// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Strategy;
import java.util.List;
import java.util.Optional;

/** A search, or a part of one, that can be shared out among several worlds. */
public interface Divisible extends Strategy {

    /**
     * Gives away a part of what is left to be searched. Asked after {@link #executionDone} has said
     * that there is another execution, on the thread that searches; the part may go to another one.
     *
     * @return empty when there is nothing to spare
     */
    Optional<Divisible> split();

    /**
     * The parts that can be searched from now on. Asked once after {@link #executionDone} has said
     * that there is no other execution, on the thread that has searched; this part may be among
     * them, or come back later, if it has waited for another.
     */
    default List<Divisible> released() {
        return List.of();
    }

    /** Whether a bound has kept anything from being seen. */
    default boolean isBounded() {
        return false;
    }
}
