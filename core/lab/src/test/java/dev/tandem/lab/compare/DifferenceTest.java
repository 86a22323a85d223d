// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.lab.compare.Difference.Verdict;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DifferenceTest {

    private static final int TRIALS = 2_000;

    /** Times as they are: most near the least, some far above. */
    private static double[] times(RandomGenerator random, int size, double scale) {
        return DoubleStream.generate(() -> scale * (1 + 0.02 * random.nextExponential()))
                .limit(size)
                .toArray();
    }

    private static long found(double scale, Verdict verdict) {
        var random = new SplittableRandom(16);
        long found = 0;
        for (int i = 0; i < TRIALS; i++) {
            double[] before = times(random, 20, 1);
            double[] now = times(random, 25, scale);
            found += Difference.between(before, now, 1).verdict() == verdict ? 1 : 0;
        }
        return found;
    }

    @Test
    void timesOfTheSameDistributionDifferAsRarelyAsIsSaid() {
        long wrong = TRIALS - found(1, Verdict.NONE_SEEN);
        assertThat((double) wrong / TRIALS).isBetween(0.004, Difference.SIGNIFICANCE + 0.004);
    }

    @Test
    void aDifferenceOfThreePercentIsFoundInNoisyTimes() {
        assertThat(found(1.03, Verdict.SLOWER)).isGreaterThan(TRIALS * 9 / 10);
        assertThat(found(0.97, Verdict.FASTER)).isGreaterThan(TRIALS * 9 / 10);
    }

    @Test
    void theProbabilityIsThatOfAllOrders() {
        // Of the C(8, 4) = 70 ways to choose the ranks of four, one has them all below.
        Difference clear =
                Difference.between(new double[] {5, 6, 7, 8}, new double[] {1, 2, 3, 4}, 1);
        assertThat(clear.probability()).isEqualTo(2.0 / 70, within(1e-12));
        assertThat(clear.ratio()).isEqualTo(2.5 / 6.5, within(1e-12));
        assertThat(clear.verdict()).isEqualTo(Verdict.NONE_SEEN);
    }

    @Test
    void whoLooksOftenDemandsMore() {
        double[] before = {11, 12, 13, 14, 15, 16};
        double[] now = {1, 2, 3, 4, 5, 6};
        assertThat(Difference.between(before, now, 1).verdict()).isEqualTo(Verdict.FASTER);
        assertThat(Difference.between(before, now, 10).verdict()).isEqualTo(Verdict.NONE_SEEN);
    }

    @Test
    void equalTimesDoNotDiffer() {
        double[] same = {3, 3, 3, 3, 3, 3};
        assertThat(Difference.between(same, same, 1).verdict()).isEqualTo(Verdict.NONE_SEEN);
    }
}
