// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import java.util.Optional;

/** A search that can be shared out among several worlds. */
public interface Divisible extends Strategy {

    /**
     * Gives away a part of what is left to be searched. Asked between two executions, on the thread
     * that searches; the part may go to another one.
     *
     * @param last the execution that has just been done
     * @return empty when there is nothing to spare
     */
    Optional<Divisible> split(Trace last);
}
