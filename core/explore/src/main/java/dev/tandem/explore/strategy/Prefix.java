// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import java.util.Optional;

/** Follows the beginning of a schedule and gives the execution up where it ends. */
public final class Prefix implements Strategy {

    private final int[] tasks;
    private final int[] values;
    private int step;
    private int value;
    private int bound = 1;
    private long enabled;
    private int unfit = -1;

    public Prefix(int[] tasks, int[] values) {
        this.tasks = tasks;
        this.values = values;
    }

    /** The threads that could have gone on at its end, one bit each; none when nobody could. */
    public long enabled() {
        return enabled;
    }

    /** Whether the program could not follow it. */
    public boolean strayed() {
        return step < tasks.length || refusal().isPresent();
    }

    /** Why a value could not be chosen, if one could not. */
    public Optional<String> refusal() {
        return unfit >= 0
                ? Optional.of(unfit + " cannot be chosen in this step, only 0 to " + (bound - 1))
                : value < values.length
                        ? Optional.of(
                                "this step has nothing to choose, so leave out what follows =")
                        : Optional.empty();
    }

    /** Among how many values the last step chose; 1 when it did not choose. */
    public int bound() {
        return bound;
    }

    @Override
    public int nextTask(long able, int current) {
        if (step == tasks.length) {
            enabled = able;
            return PRUNE;
        }
        bound = 1;
        int next = tasks[step];
        if ((able >>> next & 1) == 0) {
            return PRUNE;
        }
        step++;
        return next;
    }

    @Override
    public int nextInt(int among) {
        bound = among;
        int chosen = value < values.length ? values[value++] : 0;
        if (chosen >= among) {
            unfit = chosen;
        }
        return chosen < among ? chosen : 0;
    }

    @Override
    public boolean executionDone(Trace trace) {
        return false;
    }
}
