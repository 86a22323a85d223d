// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

/**
 * How many schedules there are, estimated from random ones: the mean of one over the probability of
 * each, which is unbiased (Knuth, 1975). The estimate is as good as its standard error says; where
 * few schedules stand for most of the space, samples that miss them make both too small.
 *
 * @param log10Schedules the logarithm to the base of ten, for the number may be larger than any
 *     that can be written
 * @param standardError of the number of schedules, as a part of it
 * @param samples from how many random schedules
 */
public record SpaceEstimate(double log10Schedules, double standardError, long samples) {

    /** Collects samples; not for sharing. */
    static final class Collector {

        // Sums of weights and of their squares, each divided by the largest weight so far.
        private double largest = Double.NEGATIVE_INFINITY;
        private double sum;
        private double squares;
        private long samples;

        /**
         * @param log the natural logarithm of one over the probability of a schedule
         */
        void add(double log) {
            scale(log);
            double weight = Math.exp(log - largest);
            sum += weight;
            squares += weight * weight;
            samples++;
        }

        void add(Collector other) {
            if (other.samples > 0) {
                scale(other.largest);
                double factor = Math.exp(other.largest - largest);
                sum += other.sum * factor;
                squares += other.squares * factor * factor;
                samples += other.samples;
            }
        }

        private void scale(double log) {
            if (log > largest) {
                double factor = Math.exp(largest - log);
                sum *= factor;
                squares *= factor * factor;
                largest = log;
            }
        }

        long samples() {
            return samples;
        }

        /** The estimate from at least two samples. */
        SpaceEstimate estimate() {
            double mean = sum / samples;
            double variance = Math.max(0, squares - sum * mean) / (samples - 1);
            return new SpaceEstimate(
                    (largest + Math.log(mean)) / Math.log(10),
                    Math.sqrt(variance / samples) / mean,
                    samples);
        }
    }
}
