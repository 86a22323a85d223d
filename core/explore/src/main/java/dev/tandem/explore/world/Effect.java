// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** What a method does to its receiver, of a class that is not rewritten. */
public final class Effect {

    public static final int READS = 0;

    /** It goes on to the next element: what it comes from is only read. */
    public static final int MOVES = 1;

    public static final int CHANGES = 2;

    private Effect() {}
}
