// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

/**
 * Where a series of times leaves its beginning behind, by the marginal standard error rule (MSER:
 * White, An effective truncation heuristic for bias reduction in simulation output, Simulation
 * 69(6), 1997): what is cut off is what makes the mean of the rest known best. It cuts a beginning
 * that differs as soon as that gains more than the samples are worth that are lost. It is their
 * logarithms that are looked at, so that one run that was held up weighs less.
 */
final class Transient {

    /** The rest is never shorter: of fewer, some are equal by chance. */
    static final int SHORTEST_REST = 4;

    private Transient() {}

    /**
     * How many of the times belong to the beginning.
     *
     * @param times positive, of which the first {@code size} count
     */
    static int length(double[] times, int size) {
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (int from = size - 1; from >= 0; from--) {
            // Near 0, where a sum of squares does not lose what it is about.
            double value = Math.log(times[from] / times[size - 1]);
            sum += value;
            squares += value * value;
            int rest = size - from;
            double error = Math.max(0, squares - sum * sum / rest) / ((double) rest * rest);
            // As much as the same with more samples is better.
            if (rest >= SHORTEST_REST && error <= least) {
                least = error;
                best = from;
            }
        }
        return best;
    }
}
