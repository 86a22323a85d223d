// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.spi.Seeds;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MediansTest {

    private static final int EXPERIMENTS = 4000;
    private static final long SEED = 1936;

    /** How times are distributed. */
    enum Times {
        NORMAL(1, r -> 1 + 0.05 * r.nextGaussian()),
        SKEWED(1, r -> Math.exp(0.5 * r.nextGaussian())),
        /** Two times in five the run meets the collector; the median is that of the first peak. */
        TWO_PEAKED(1.04837, r -> (r.nextDouble() < 0.6 ? 1 : 1.5) + 0.05 * r.nextGaussian());

        private final double median;
        private final ToDoubleFunction<RandomGenerator> time;

        Times(double median, ToDoubleFunction<RandomGenerator> time) {
            this.median = median;
            this.time = time;
        }

        double[] draw(RandomGenerator random, int size) {
            double[] times = new double[size];
            Arrays.setAll(times, i -> time.applyAsDouble(random));
            return times;
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIntervalCoversTheTrueMedianInNineteenOfTwentyComparisons(Times times) {
        RandomGenerator random = Seeds.stream(SEED, times.ordinal());
        for (int size = Medians.FEWEST_SAMPLES; size <= 50; size++) {
            int covered = 0;
            for (int i = 0; i < EXPERIMENTS; i++) {
                covered += Medians.median(times.draw(random, size)).mayBe(times.median) ? 1 : 0;
            }
            // The standard error of the simulation is a third of a percent.
            assertThat((double) covered / EXPERIMENTS).as("%d rounds", size).isGreaterThan(0.94);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIntervalOfASpeedUpCoversTheTrueOneWhateverDisturbsBoth(Times times) {
        RandomGenerator random = Seeds.stream(SEED, 10 + times.ordinal());
        for (int size : new int[] {6, 7, 8, 9, 10, 12, 15, 20, 30, 50}) {
            int covered = 0;
            for (int i = 0; i < EXPERIMENTS; i++) {
                double[] slow = times.draw(random, size);
                double[] fast = times.draw(random, size);
                for (int round = 0; round < size; round++) {
                    double disturbed = 1 + random.nextDouble();
                    slow[round] *= 2 * disturbed;
                    fast[round] *= disturbed;
                }
                covered += Medians.ratio(slow, fast).mayBe(2) ? 1 : 0;
            }
            assertThat((double) covered / EXPERIMENTS).as("%d rounds", size).isGreaterThan(0.94);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anIntervalHoldsAfterRoundsThatStoppedWhenItWasNarrow(Times times) {
        RandomGenerator random = Seeds.stream(SEED, 20 + times.ordinal());
        int covered = 0;
        int experiments = 2 * EXPERIMENTS;
        for (int i = 0; i < experiments; i++) {
            // From what the times need hundreds of rounds for to what a few tell.
            double share = 0.02 + 0.2 * random.nextDouble();
            double[] all = times.draw(random, 200);
            int size = Medians.FEWEST_SAMPLES;
            while (size < all.length && !Medians.isWithin(share, Arrays.copyOf(all, size))) {
                size++;
            }
            covered += Medians.median(Arrays.copyOf(all, size)).mayBe(times.median) ? 1 : 0;
        }
        // 94 % less two standard errors of the simulation. Two peaks are the worst: the rounds stop
        // when chance has put the interval below the gap.
        assertThat((double) covered / experiments).isGreaterThan(0.935);
    }

    @Test
    void theEndsAreThoseOfTheTablesOfTheBinomialDistribution() {
        double[] ten = {9, 1, 8, 2, 7, 3, 6, 4, 5, 10};
        assertThat(Medians.median(ten)).isEqualTo(estimate(5.5, 2, 9));
        double[] six = Arrays.copyOf(ten, 6);
        assertThat(Medians.median(six)).isEqualTo(estimate(5, 1, 9));
        double[] twenty = new double[20];
        Arrays.setAll(twenty, i -> i + 1);
        assertThat(Medians.median(twenty)).isEqualTo(estimate(10.5, 6, 15));
    }

    private static Estimate estimate(double value, double low, double high) {
        return new Estimate(value, OptionalDouble.of(low), OptionalDouble.of(high));
    }

    @Test
    void thereIsNoIntervalOfFewerThanSixSamples() {
        for (int size = 1; size < Medians.FEWEST_SAMPLES; size++) {
            Estimate few = Medians.median(new double[size]);
            assertThat(few.low()).isEmpty();
            assertThat(few.high()).isEmpty();
            assertThat(few.mayBe(1e9)).isTrue();
            assertThat(Medians.isWithin(0.5, new double[size])).isFalse();
        }
        assertThat(Medians.median(new double[] {1, 3}).value()).isEqualTo(2);
    }

    @Test
    void aThousandSamplesAreNotTooMany() {
        double[] samples = new double[Rounds.MOST];
        Arrays.setAll(samples, i -> i + 1);
        assertThat(Medians.median(samples)).isEqualTo(estimate(500.5, 469, 532));
    }

    @Test
    void turningAllPairsRoundTurnsTheRatioRound() {
        RandomGenerator random = Seeds.stream(SEED, 30);
        double[] a = Times.SKEWED.draw(random, 12);
        double[] b = Times.SKEWED.draw(random, 12);
        Estimate one = Medians.ratio(a, b);
        Estimate other = Medians.ratio(b, a);
        assertThat(one.value()).isEqualTo(1 / other.value(), within(1e-9));
        assertThat(one.low().orElseThrow()).isEqualTo(1 / other.high().orElseThrow(), within(1e-9));
    }

    @Test
    void aRatioTakesPairs() {
        assertThatThrownBy(() -> Medians.ratio(new double[3], new double[4]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
