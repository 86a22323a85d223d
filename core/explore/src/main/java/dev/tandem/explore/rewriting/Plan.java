// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.spi.WorkloadSpec.Level;

/**
 * How the classes of a world are rewritten.
 *
 * @param level which operations are points of choice
 * @param tracked whether accesses to memory are recorded
 * @param scope which of them
 */
public record Plan(Level level, boolean tracked, Scope scope) {

    public Plan(Level level, boolean tracked) {
        this(level, tracked, Scope.ALL);
    }

    boolean sync() {
        return level == Level.SYNC;
    }

    /**
     * Whether calls into {@code java.util.concurrent} are points of choice, and what happens inside
     * is one step.
     */
    boolean entries() {
        return level != Level.VOLATILE;
    }

    boolean memory() {
        return level == Level.MEMORY;
    }
}
