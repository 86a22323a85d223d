// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

/**
 * Whether the times of one model have settled: the code is compiled, the caches are filled, the
 * connections are open.
 *
 * <p>They have when the best of the last three runs is no more than 2 % faster than the best of
 * those before, after half a second at least, which is what a just-in-time compiler takes to
 * notice. The best rather than the mean, because warming up makes runs faster while everything else
 * that happens to a machine makes them slower. It ends in any case after five seconds or a thousand
 * runs.
 */
final class WarmUp {

    static final int WINDOW = 3;
    static final double IMPROVEMENT = 0.98;
    static final long LEAST_NANOS = 500_000_000;
    static final long MOST_NANOS = 5_000_000_000L;
    static final int MOST_RUNS = 1000;

    private final long[] last = new long[WINDOW];
    private long bestBefore = Long.MAX_VALUE;
    private long total;
    private int runs;

    /** Takes note of a run of so many nanoseconds. */
    void ran(long nanos) {
        int slot = runs % WINDOW;
        if (runs >= WINDOW) {
            bestBefore = Math.min(bestBefore, last[slot]);
        }
        last[slot] = nanos;
        runs++;
        total += nanos;
    }

    int runs() {
        return runs;
    }

    /** Whether there is nothing more to wait for, or it is no use waiting. */
    boolean isOver() {
        return total >= MOST_NANOS || runs >= MOST_RUNS || (total >= LEAST_NANOS && isSteady());
    }

    private boolean isSteady() {
        if (runs <= WINDOW) {
            return false;
        }
        long best = Long.MAX_VALUE;
        for (long nanos : last) {
            best = Math.min(best, nanos);
        }
        return best >= bestBefore * IMPROVEMENT;
    }
}
