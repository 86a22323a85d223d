// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import java.util.Arrays;

/**
 * The values chosen on the way to where a depth-first search is, which tries all of each choice.
 */
final class Values {

    private int[] values = new int[16];
    private int[] bounds = new int[16];
    private int[] steps = new int[16];
    private int count;
    private int at;

    /** An execution begins: it chooses the same values again. */
    void rewind() {
        at = 0;
    }

    /**
     * @param bound among how many
     * @param step the step that chooses
     */
    int next(int bound, int step) {
        if (at == count) {
            add(0, bound, step);
        }
        return values[at++];
    }

    void add(int value, int bound, int step) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
            bounds = Arrays.copyOf(bounds, count * 2);
            steps = Arrays.copyOf(steps, count * 2);
        }
        values[count] = value;
        bounds[count] = bound;
        steps[count++] = step;
    }

    int count() {
        return count;
    }

    /** The step of a choice. */
    int step(int choice) {
        return steps[choice];
    }

    /** Whether a step chooses, so that one execution does not tell all that it does. */
    boolean areChosenIn(int step) {
        for (int i = 0; i < count; i++) {
            if (steps[i] == step) {
                return true;
            }
        }
        return false;
    }

    /**
     * Goes on to the next value of the last choice, or of one before it when that has had all.
     *
     * @param step the step that is tried again; the choices of those after it are gone
     * @return whether it has another value
     */
    boolean advance(int step) {
        while (count > 0 && steps[count - 1] == step) {
            if (++values[count - 1] < bounds[count - 1]) {
                return true;
            }
            count--;
        }
        return false;
    }

    /** Those of the steps before one; what else these could choose is left to whoever has them. */
    Values before(int step) {
        Values part = new Values();
        for (int i = 0; i < count && steps[i] < step; i++) {
            part.add(values[i], values[i] + 1, steps[i]);
        }
        return part;
    }
}
