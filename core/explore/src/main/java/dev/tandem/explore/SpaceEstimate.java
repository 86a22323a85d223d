// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import java.util.HashMap;
import java.util.Map;

/**
 * How many schedules there are, estimated from random ones: the mean of one over the probability of
 * each, which is unbiased (Knuth, 1975), and how many there are at least.
 *
 * <p>The latter holds with a confidence of 95 % whatever the space looks like. There is none for
 * the other direction: a part of the space that random schedules hardly ever reach can be as large
 * as it likes.
 *
 * @param log10Schedules the logarithm to the base of ten, for the number may be larger than any
 *     that can be written; never below that of the schedules that have been seen
 * @param log10AtLeast the logarithm of the number that there are at least
 * @param samples from how many random schedules
 */
public record SpaceEstimate(double log10Schedules, double log10AtLeast, long samples) {

    /** The probability, at most, with which more schedules are claimed than there are. */
    private static final double RISK = 0.05;

    /**
     * Collects samples; not for sharing.
     *
     * <p>The bound is that of a gambler. Were there m schedules, the weights of the samples (one
     * over the probability of each) would have the mean m, and to bet a part b of what one has on
     * their being larger, at even odds, would be fair: a weight w makes 1 - b + b w / m of it. Who
     * becomes 20 times as rich nevertheless has done what happens one time in twenty at most
     * (Ville, 1939), at any moment. The stakes 1, 1/2, 1/4 ... are played side by side, as the best
     * one depends on how much the weights differ. The bound is the largest m that makes rich
     * (Waudby-Smith and Ramdas, 2024).
     */
    static final class Collector {

        private static final int STAKES = 20;
        private static final double PRECISION = 1e-3;

        /**
         * Logarithms are rounded down to a multiple of it to be counted: that is on the safe side.
         */
        private static final double WIDTH = 0.01;

        // The sum of the weights, divided by the largest so far.
        private double largest = Double.NEGATIVE_INFINITY;
        private double sum;
        private long samples;
        private final Map<Long, Long> counts = new HashMap<>();

        /**
         * @param log the natural logarithm of one over the probability of a schedule
         */
        void add(double log) {
            scale(log);
            sum += Math.exp(log - largest);
            samples++;
            counts.merge((long) Math.floor(log / WIDTH), 1L, Long::sum);
        }

        void add(Collector other) {
            if (other.samples > 0) {
                scale(other.largest);
                sum += other.sum * Math.exp(other.largest - largest);
                samples += other.samples;
                other.counts.forEach((log, count) -> counts.merge(log, count, Long::sum));
            }
        }

        private void scale(double log) {
            if (log > largest) {
                sum *= Math.exp(largest - log);
                largest = log;
            }
        }

        long samples() {
            return samples;
        }

        /**
         * The estimate from one sample at least.
         *
         * @param seen how many different schedules have been seen
         */
        SpaceEstimate estimate(long seen) {
            double mean = largest + Math.log(sum / samples);
            double sure = Math.log((double) Math.max(1, seen));
            return new SpaceEstimate(
                    Math.max(sure, mean) / Math.log(10),
                    Math.max(sure, atLeast(mean)) / Math.log(10),
                    samples);
        }

        /** Between the sample's mean, which makes nobody rich, and one schedule. */
        private double atLeast(double mean) {
            double low = 0;
            double high = mean;
            while (high - low > PRECISION) {
                double middle = (low + high) / 2;
                if (wealth(middle) >= -Math.log(RISK)) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** What one has at the end of all bets against a number of schedules; both logarithms. */
        private double wealth(double schedules) {
            double wealth = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < STAKES; i++) {
                double stake = Math.scalb(1.0, -i);
                double kept = Math.log1p(-stake);
                double won = 0;
                for (Map.Entry<Long, Long> entry : counts.entrySet()) {
                    double ratio = entry.getKey() * WIDTH - schedules;
                    won += entry.getValue() * logOfSum(kept, Math.log(stake) + ratio);
                }
                wealth = logOfSum(wealth, won);
            }
            return wealth - Math.log(STAKES);
        }

        private static double logOfSum(double a, double b) {
            double larger = Math.max(a, b);
            return larger == Double.NEGATIVE_INFINITY
                    ? larger
                    : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
        }
    }
}
