// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Medians with intervals that hold for any number of samples and any shape of their distribution.
 * The ends of an interval are samples themselves, the k-th from below and the k-th from above: the
 * true median lies outside when fewer than k of n samples fall on one side of it, and how many do
 * is binomial with probability 1/2 (W. R. Thompson 1936; Conover, Practical Nonparametric
 * Statistics, 1999, 3.2). The greatest k is taken that keeps the confidence, so that an interval
 * covers the median at least as often as it says, more often at small n. Fewer than {@link
 * #FEWEST_SAMPLES} samples have none: their whole range is too narrow.
 */
final class Medians {

    /** Of the intervals that are reported. */
    static final double CONFIDENCE = 0.95;

    /**
     * Of the intervals that decide whether there are rounds enough. Looking after every round and
     * stopping at the first interval that is narrow prefers those that are narrow by chance. Asking
     * for more makes up for that, but for half a percent with times in two peaks.
     */
    private static final double CONFIDENCE_TO_STOP = 0.99;

    /** With so many samples there is an interval: 1 - 2 / 2^6 is 96.9 %. */
    static final int FEWEST_SAMPLES = 6;

    private Medians() {}

    /** The median of the samples. */
    static Estimate median(double[] samples) {
        return estimate(samples, CONFIDENCE);
    }

    /**
     * How many times as large the numerators are as the denominators: the median of the ratios of
     * pairs that were taken side by side, so that what disturbed both cancels out. It is the median
     * of their logarithms that is estimated, so that turning all pairs round turns the estimate
     * round.
     */
    static Estimate ratio(double[] numerators, double[] denominators) {
        if (numerators.length != denominators.length) {
            throw new IllegalArgumentException("samples that are not in pairs");
        }
        double[] logarithms = new double[numerators.length];
        Arrays.setAll(logarithms, i -> Math.log(numerators[i] / denominators[i]));
        Estimate estimate = median(logarithms);
        return new Estimate(Math.exp(estimate.value()), exp(estimate.low()), exp(estimate.high()));
    }

    /** Whether the median is known so well that no end of its interval is further away. */
    static boolean isWithin(double share, double[] samples) {
        return estimate(samples, CONFIDENCE_TO_STOP).reach() <= share;
    }

    private static Estimate estimate(double[] samples, double confidence) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
        int k = rank(n, confidence);
        return k == 0
                ? new Estimate(median, OptionalDouble.empty(), OptionalDouble.empty())
                : new Estimate(
                        median, OptionalDouble.of(sorted[k - 1]), OptionalDouble.of(sorted[n - k]));
    }

    /** The greatest k for which both tails together are small enough; 0 when there is none. */
    private static int rank(int n, double confidence) {
        double probability = Math.pow(2, -n);
        double tail = probability;
        int k = 0;
        while (2 * tail <= 1 - confidence) {
            probability *= (double) (n - k) / (k + 1);
            k++;
            tail += probability;
        }
        return k;
    }

    private static OptionalDouble exp(OptionalDouble logarithm) {
        return logarithm.isEmpty()
                ? logarithm
                : OptionalDouble.of(Math.exp(logarithm.getAsDouble()));
    }
}
