// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;

/** Follows a schedule, once; where it ends, whoever runs goes on for as long as possible. */
public final class Replay implements Strategy {

    private final int[] tasks;
    private final int[] values;
    private int step;
    private int value;
    private int diverged = -1;

    public Replay(int[] tasks, int[] values) {
        this.tasks = tasks;
        this.values = values;
    }

    /** The first step at which the program could not follow the schedule; -1 when it could. */
    public int divergedAt() {
        return diverged;
    }

    /** How many steps the schedule has. */
    public int length() {
        return tasks.length;
    }

    @Override
    public int nextTask(long enabled, int current) {
        int at = step++;
        if (at < tasks.length) {
            if ((enabled >>> tasks[at] & 1) != 0) {
                return tasks[at];
            }
            if (diverged < 0) {
                diverged = at;
            }
        }
        return current >= 0 && (enabled >>> current & 1) != 0
                ? current
                : Long.numberOfTrailingZeros(enabled);
    }

    @Override
    public int nextInt(int bound) {
        int at = value++;
        if (at < values.length && values[at] >= bound && diverged < 0) {
            diverged = step - 1;
        }
        return at < values.length && values[at] < bound ? values[at] : 0;
    }

    @Override
    public boolean executionDone(Trace trace) {
        return false;
    }
}
