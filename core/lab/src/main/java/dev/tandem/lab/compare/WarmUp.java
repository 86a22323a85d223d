// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.Arrays;

/**
 * Whether the times of one model have settled: the code is compiled, the caches are filled, the
 * connections are open.
 *
 * <p>They have when the {@linkplain Transient beginning that differs} is no longer than half of
 * what has been run, which is the usual condition for the rule that finds it (Hoad, Robinson and
 * Davies, Automated selection of the number of replications and the warm-up length, 2010), after
 * half a second at least, which is what a just-in-time compiler takes to notice. It ends in any
 * case after five seconds or a thousand runs.
 */
public final class WarmUp {

    /** Of fewer, no beginning could be longer than half. */
    static final int FEWEST_RUNS = 2 * Transient.SHORTEST_REST;

    static final long LEAST_NANOS = 500_000_000;
    static final long MOST_NANOS = 5_000_000_000L;
    static final int MOST_RUNS = 1000;

    private double[] times = new double[16];
    private long total;
    private int runs;

    /** Takes note of a run of so many nanoseconds. */
    public void ran(long nanos) {
        if (runs == times.length) {
            times = Arrays.copyOf(times, 2 * runs);
        }
        // A clock may be too coarse for a run, and nothing has no logarithm.
        times[runs++] = Math.max(1, nanos);
        total += nanos;
    }

    int runs() {
        return runs;
    }

    /** Whether there is nothing more to wait for, or it is no use waiting. */
    public boolean isOver() {
        return total >= MOST_NANOS || runs >= MOST_RUNS || (total >= LEAST_NANOS && isSteady());
    }

    private boolean isSteady() {
        return runs >= FEWEST_RUNS && 2 * Transient.length(times, runs) <= runs;
    }
}
