// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Whether times that were measured now differ from times that were measured before, by the rank
 * test of Mann and Whitney (1947): exact for few samples without ties, else by its normal
 * approximation with the correction for ties. Nothing is assumed about the shape of the
 * distributions.
 *
 * @param ratio how many times as long a run takes now: the quotient of the medians
 * @param probability that samples which differ at least so much come from the same distribution
 * @param verdict what may be concluded
 */
public record Difference(double ratio, double probability, Verdict verdict) {

    /** What is rarer than this by chance is no chance; it is shared by those who look together. */
    public static final double SIGNIFICANCE = 0.01;

    /** What a comparison of two series of times says. */
    public enum Verdict {
        FASTER,
        SLOWER,
        /** Chance explains it; that is no proof that there is none. */
        NONE_SEEN
    }

    /**
     * Compares two series, neither of them empty.
     *
     * @param looks how many such comparisons are made together: each is held to its share of {@link
     *     #SIGNIFICANCE} (Bonferroni), so that many looks find no more by chance than one
     */
    static Difference between(double[] before, double[] now, int looks) {
        double probability = MannWhitneyUTest.withDefaults().test(now, before).getPValue();
        double ratio = Medians.median(now).value() / Medians.median(before).value();
        return new Difference(ratio, probability, verdict(ratio, probability * looks));
    }

    private static Verdict verdict(double ratio, double probability) {
        if (probability >= SIGNIFICANCE || ratio == 1) {
            return Verdict.NONE_SEEN;
        }
        return ratio < 1 ? Verdict.FASTER : Verdict.SLOWER;
    }
}
