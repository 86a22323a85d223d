// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import static dev.tandem.lab.choose.Given.MS;
import static dev.tandem.lab.choose.Given.scaling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.lab.scaling.Curve;
import dev.tandem.lab.scaling.Curve.Sample;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionTest {

    private static final int SEEDS = 400;

    @Test
    void whatThreadsTookAndWhatAModelTakesItselfAddUp() {
        Scaling scaling = scaling(100, 8, n -> 1000.0 * Math.min(n, 2));
        Prediction two = Prediction.ofParts(scaling, 2, 5 * MS);
        assertThat(two.nanos()).isEqualTo(55 * MS, within(1.0));
        assertThat(two.low()).isLessThan(55 * MS);
        assertThat(two.covers(55 * MS)).isTrue();
        assertThat(two.covers(2 * two.high())).isFalse();
        assertThat(Prediction.ofParts(scaling, 1, 0).nanos()).isEqualTo(100 * MS, within(1.0));
    }

    @Test
    void betweenAndBeyondWhatWasMeasuredTheCurveGoesOn() {
        Scaling scaling = scaling(100, 8, n -> 100.0 * n);
        assertThat(scaling.nanos(6)).isEqualTo(1e9 / 6, within(10.0));
        assertThat(scaling.nanos(800)).isEqualTo(1e9 / 8, within(10.0));
    }

    /** Times of models that differ from threads by eight percent, and from run to run by five. */
    @Test
    void nineOfTenTimesAreInTheInterval() {
        int covered = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var curve =
                    new Curve(
                            List.of(
                                    noisy(1, 100, random),
                                    noisy(2, 190, random),
                                    noisy(4, 200, random)));
            Prediction prediction = Prediction.ofParts(new Scaling(100, curve, 2), 2, 0);
            double own = Math.exp(0.08 * random.nextGaussian() + 0.05 * random.nextGaussian());
            covered += prediction.covers(100 * 1e9 / 190 * own) ? 1 : 0;
        }
        assertThat((double) covered / SEEDS).isBetween(0.88, 0.97);
    }

    private static Sample noisy(int threads, double rate, Random random) {
        return new Sample(
                threads,
                IntStream.range(0, 5)
                        .mapToObj(i -> rate * Math.exp(0.05 * random.nextGaussian()))
                        .toList());
    }

    @Test
    void aTrialPredictsItsMedianAndTheLessItWasRunTheLessSurely() {
        Prediction once = Prediction.ofTrial(new double[] {100});
        Prediction often = Prediction.ofTrial(new double[] {100, 101, 99, 100, 100, 100, 100, 100});
        assertThat(often.nanos()).isEqualTo(100, within(1e-9));
        assertThat(often.high() / often.low()).isLessThan(once.high() / once.low());
    }
}
