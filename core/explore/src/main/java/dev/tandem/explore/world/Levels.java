// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.spi.WorkloadSpec.Level;

/**
 * Several levels as the bits of one number, which rewritten code can hand over: those at which
 * something is a point of choice.
 */
public final class Levels {

    private static final int SYNC = 1;
    private static final int VOLATILE = 1 << 1;

    /** Any access to memory is a point of choice. */
    public static final int MEMORY = 1 << 2;

    /** An access to a volatile field is one. */
    public static final int VOLATILES = VOLATILE | MEMORY;

    /** What happens inside of {@code java.util.concurrent} is visible step by step. */
    public static final int INSIDE = VOLATILE;

    /** Calls into {@code java.util.concurrent} are one step each. */
    public static final int ENTRIES = SYNC | MEMORY;

    public static final int ALL = SYNC | VOLATILE | MEMORY;

    private Levels() {}

    public static int of(Level level) {
        return switch (level) {
            case SYNC -> SYNC;
            case VOLATILE -> VOLATILE;
            case MEMORY -> MEMORY;
        };
    }
}
