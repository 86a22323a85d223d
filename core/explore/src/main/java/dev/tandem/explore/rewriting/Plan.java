// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Levels;
import dev.tandem.spi.WorkloadSpec.Level;

/**
 * How the classes of a world are rewritten.
 *
 * @param levels the {@link Levels} that the classes are for: that of the world on a JVM, all of
 *     them in an image, where a point of choice asks at which it is one
 * @param tracked whether accesses to memory are recorded
 * @param scope which of them
 */
public record Plan(int levels, boolean tracked, Scope scope) {

    /** Of the classes in an image, which record all accesses. */
    static final Plan OF_IMAGE = new Plan(Levels.ALL, true, Scope.ALL);

    public Plan(Level level, boolean tracked) {
        this(level, tracked, Scope.ALL);
    }

    public Plan(Level level, boolean tracked, Scope scope) {
        this(Levels.of(level), tracked, scope);
    }

    /** Whether what is a point of choice at some levels may be one here. */
    boolean has(int some) {
        return (levels & some) != 0;
    }

    /** Whether it is one at all levels that the classes are for. */
    boolean hasOnly(int some) {
        return (levels & ~some) == 0;
    }
}
