// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a run of a model is expected to take, in nanoseconds, with the interval in which nine of ten
 * such times should lie.
 *
 * @param basis what it follows from
 */
public record Prediction(Basis basis, double nanos, double low, double high) {

    /** Of the intervals. */
    public static final double CONFIDENCE = 0.9;

    /**
     * By what share a model differs from threads that share out the parts among themselves: the
     * standard deviation of the logarithms. It is a judgement; the grades say whether it is right.
     */
    private static final double OF_PARTS = 0.08;

    /** The same for a model that is not settled yet when its trial ends. */
    private static final double OF_A_TRIAL = 0.15;

    /** How much times differ from run to run, where none was measured twice. */
    private static final double UNREPEATED = 0.15;

    /** How well it is known what a model takes for itself. */
    private static final double OF_OVERHEAD = 0.3;

    /** Where a prediction comes from. */
    public enum Basis {
        /** The parts as they were measured, and what the model takes to hand them out. */
        PARTS,
        /** Some runs of the model itself. */
        TRIAL
    }

    /**
     * From the times of the parts, for a model that calls them in threads of this process.
     *
     * @param workers how many of them are under way at the same time
     * @param overheadNanos what the model takes when there is nothing to do
     */
    static Prediction ofParts(Scaling scaling, int workers, double overheadNanos) {
        double nanos = scaling.nanos(workers) + overheadNanos;
        double measured = scaling.freedom() == 0 ? UNREPEATED : scaling.deviation();
        double overhead = OF_OVERHEAD * overheadNanos / nanos;
        double variance =
                measured * measured * (1 + 1.0 / scaling.rounds())
                        + OF_PARTS * OF_PARTS
                        + overhead * overhead;
        return around(Basis.PARTS, nanos, Math.sqrt(variance), scaling.freedom());
    }

    /**
     * From runs of the model.
     *
     * @param nanos at least one
     */
    static Prediction ofTrial(double[] nanos) {
        double[] logarithms = Arrays.stream(nanos).map(Math::log).sorted().toArray();
        int count = logarithms.length;
        double median = (logarithms[(count - 1) / 2] + logarithms[count / 2]) / 2;
        double squares = Arrays.stream(logarithms).map(l -> (l - median) * (l - median)).sum();
        double variance =
                count == 1 ? UNREPEATED * UNREPEATED : squares / (count - 1) * (1 + 1.0 / count);
        return around(
                Basis.TRIAL,
                Math.exp(median),
                Math.sqrt(variance + OF_A_TRIAL * OF_A_TRIAL),
                count - 1);
    }

    private static Prediction around(Basis basis, double nanos, double deviation, int freedom) {
        double quantile =
                TDistribution.of(Math.max(2, freedom))
                        .inverseSurvivalProbability((1 - CONFIDENCE) / 2);
        double factor = Math.exp(quantile * deviation);
        return new Prediction(basis, nanos, nanos / factor, nanos * factor);
    }

    /** Whether a time that was measured lies in the interval. */
    public boolean covers(double measured) {
        return low <= measured && measured <= high;
    }
}
