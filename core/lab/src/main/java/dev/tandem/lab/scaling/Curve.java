// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.scaling;

import dev.tandem.spi.evidence.Series.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * The throughput of a program at several numbers of threads.
 *
 * @param samples in ascending order of the number of threads
 */
public record Curve(List<Sample> samples) {

    /**
     * Medians that differ by less count as alike: what a machine with other things to do gives
     * twice in a row.
     */
    private static final double ALIKE = 0.05;

    public Curve {
        samples = List.copyOf(samples);
    }

    /**
     * What was measured with so many threads.
     *
     * @param rates what was done a second, each time; positive
     */
    public record Sample(int threads, List<Double> rates) {
        public Sample {
            rates = List.copyOf(rates);
        }

        public double median() {
            List<Double> sorted = rates.stream().sorted().toList();
            int half = sorted.size() / 2;
            return sorted.size() % 2 == 1
                    ? sorted.get(half)
                    : (sorted.get(half - 1) + sorted.get(half)) / 2;
        }

        /**
         * How far the median is from the true one by chance, as a share of it: the standard error
         * of the median of normally distributed values, the square root of π/2 times that of their
         * mean. 0 for a single value, which does not say.
         */
        double error() {
            int count = rates.size();
            if (count == 1) {
                return 0;
            }
            double mean = rates.stream().mapToDouble(r -> r).average().orElseThrow();
            double squares = rates.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
            return Math.sqrt(Math.PI / 2 * squares / (count - 1) / count) / median();
        }
    }

    /** Runs the program once. */
    @FunctionalInterface
    public interface Trial {
        /**
         * @param threads how many work at the same time
         * @return what they have done a second
         */
        double rate(int threads) throws Exception;
    }

    /** 1, 2, 4 and so on up to the greatest, which is always the last. */
    public static List<Integer> doublings(int greatest) {
        List<Integer> numbers = new ArrayList<>();
        for (int threads = 1; threads < greatest; threads *= 2) {
            numbers.add(threads);
        }
        numbers.add(greatest);
        return numbers;
    }

    /**
     * Measures. Each round goes through all numbers of threads, so that what the machine does
     * beside falls on all of them; a first round, in which the program is compiled, does not count.
     */
    public static Curve measure(List<Integer> threads, int rounds, Trial trial) throws Exception {
        List<List<Double>> rates =
                threads.stream().map(n -> (List<Double>) new ArrayList<Double>()).toList();
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < threads.size(); i++) {
                double rate = trial.rate(threads.get(i));
                if (round > 0) {
                    rates.get(i).add(rate);
                }
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < threads.size(); i++) {
            samples.add(new Sample(threads.get(i), rates.get(i)));
        }
        return new Curve(samples);
    }

    /** The part of the curve with so many threads at most. */
    public Curve upTo(int threads) {
        return new Curve(samples.stream().filter(s -> s.threads() <= threads).toList());
    }

    /** The medians over the numbers of threads. */
    public List<Point> medians() {
        return samples.stream().map(s -> new Point(s.threads(), s.median())).toList();
    }

    /** The fewest threads with which the program is as fast as with any number of them. */
    public Sample best() {
        return samples.stream().filter(this::isFast).findFirst().orElseThrow();
    }

    /** Whether the most threads were slower than the best number of them. */
    public boolean endsSlower() {
        return !isFast(samples.getLast());
    }

    private boolean isFast(Sample sample) {
        double highest = samples.stream().mapToDouble(Sample::median).max().orElseThrow();
        return sample.median() >= (1 - ALIKE) * highest;
    }
}
