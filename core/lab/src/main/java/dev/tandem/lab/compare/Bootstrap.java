// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Intervals by the percentile bootstrap (Efron 1979): the statistic is computed again for thousands
 * of samples drawn with replacement from the one that there is, and the middle 95 % of what comes
 * out is the interval. Nothing is assumed about the shape of the distribution, which for times is
 * neither normal nor symmetric. The percentile method rather than BCa: the acceleration of BCa
 * comes from a jackknife, which is inconsistent for medians.
 */
final class Bootstrap {

    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 4000;

    /** With fewer samples the bootstrap has nothing to draw from. */
    static final int FEWEST_SAMPLES = 3;

    private final long seed;

    /**
     * @param seed the same seed gives the same intervals
     */
    Bootstrap(long seed) {
        this.seed = seed;
    }

    /** The median of the samples. */
    Estimate median(double[] samples) {
        return estimate(samples.length, draw -> medianOf(samples, draw));
    }

    /**
     * The ratio of two medians whose samples were taken in pairs, one of each in the same round.
     * Whole rounds are drawn: what disturbed both sides of a round cancels out.
     */
    Estimate ratioOfMedians(double[] numerators, double[] denominators) {
        if (numerators.length != denominators.length) {
            throw new IllegalArgumentException("samples that are not in pairs");
        }
        return estimate(
                numerators.length,
                draw -> medianOf(numerators, draw) / medianOf(denominators, draw));
    }

    private Estimate estimate(int size, ToDoubleFunction<int[]> statistic) {
        int[] draw = new int[size];
        Arrays.setAll(draw, i -> i);
        double value = statistic.applyAsDouble(draw);
        if (size < FEWEST_SAMPLES) {
            return new Estimate(value, OptionalDouble.empty(), OptionalDouble.empty());
        }
        var random = new SplittableRandom(seed);
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(draw, _ -> random.nextInt(size));
            values[i] = statistic.applyAsDouble(draw);
        }
        double tail = (1 - CONFIDENCE) / 2;
        double[] ends = Quantile.withDefaults().evaluate(values, tail, 1 - tail);
        return new Estimate(value, OptionalDouble.of(ends[0]), OptionalDouble.of(ends[1]));
    }

    private static double medianOf(double[] samples, int[] draw) {
        double[] drawn = new double[draw.length];
        Arrays.setAll(drawn, i -> samples[draw[i]]);
        return Median.withDefaults().evaluate(drawn);
    }
}
