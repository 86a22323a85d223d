// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final int EXPERIMENTS = 400;

    private final SplittableRandom random = new SplittableRandom(1979);

    @Test
    void theIntervalOfAMedianCoversTheTrueOneAboutAsOftenAsItSays() {
        // Medians: 100 of a normal, ln 2 of an exponential distribution, which is as skewed as
        // times are.
        assertThat(coverage(10, r -> 100 + 5 * r.nextGaussian(), 100)).isBetween(0.90, 0.99);
        assertThat(coverage(30, r -> 100 + 5 * r.nextGaussian(), 100)).isBetween(0.90, 0.99);
        assertThat(coverage(30, SplittableRandom::nextExponential, Math.log(2)))
                .isBetween(0.90, 0.99);
    }

    private double coverage(int size, ToDoubleFunction<SplittableRandom> draw, double median) {
        int covered = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            double[] samples =
                    random.doubles(size).map(unused -> draw.applyAsDouble(random)).toArray();
            covered += new Bootstrap(i).median(samples).mayBe(median) ? 1 : 0;
        }
        return (double) covered / EXPERIMENTS;
    }

    @Test
    void theIntervalOfARatioCoversTheTrueOne() {
        int covered = 0;
        for (int i = 0; i < EXPERIMENTS; i++) {
            double[] slow = new double[20];
            double[] fast = new double[20];
            for (int round = 0; round < 20; round++) {
                slow[round] = 200 + 8 * random.nextGaussian();
                fast[round] = 100 + 4 * random.nextGaussian();
            }
            covered += new Bootstrap(i).ratioOfMedians(slow, fast).mayBe(2) ? 1 : 0;
        }
        assertThat((double) covered / EXPERIMENTS).isBetween(0.90, 0.995);
    }

    @Test
    void whatDisturbsBothSidesOfARoundCancelsOut() {
        double[] slow = new double[15];
        double[] fast = new double[15];
        for (int round = 0; round < 15; round++) {
            double drift = 1 + round / 5.0;
            slow[round] = 200 * drift;
            fast[round] = 100 * drift;
        }
        Estimate ratio = new Bootstrap(1).ratioOfMedians(slow, fast);
        assertThat(ratio.value()).isEqualTo(2, within(1e-9));
        assertThat(ratio.low().orElseThrow()).isEqualTo(2, within(1e-9));
        assertThat(ratio.high().orElseThrow()).isEqualTo(2, within(1e-9));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] samples = random.doubles(12).toArray();
        assertThat(new Bootstrap(7).median(samples)).isEqualTo(new Bootstrap(7).median(samples));
    }

    @Test
    void thereIsNoIntervalForFewerThanThreeSamples() {
        Estimate two = new Bootstrap(1).median(new double[] {1, 3});
        assertThat(two.value()).isEqualTo(2);
        assertThat(two.low()).isEmpty();
        assertThat(two.high()).isEmpty();
        assertThat(two.mayBe(1e9)).isTrue();
    }

    @Test
    void aRatioTakesPairs() {
        assertThatThrownBy(() -> new Bootstrap(1).ratioOfMedians(new double[3], new double[4]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
