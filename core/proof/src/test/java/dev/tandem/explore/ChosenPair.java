// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

/**
 * What the next execution is to drive. It stays outside of the world, so that one world, whose
 * classes are rewritten but once, can drive one pair after the other.
 *
 * @param type the number of a class
 * @param first the number of one of its members
 * @param second that of another or the same
 */
public record ChosenPair(int type, int first, int second) {

    private static final ThreadLocal<ChosenPair> CHOSEN = new ThreadLocal<>();

    /** To be called by the thread that runs the executions. */
    void choose() {
        CHOSEN.set(this);
    }

    public static ChosenPair get() {
        return CHOSEN.get();
    }
}
