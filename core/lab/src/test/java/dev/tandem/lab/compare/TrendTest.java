// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.spi.Seeds;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static double[] times(int size, IntToDoubleFunction time) {
        double[] times = new double[size];
        Arrays.setAll(times, time);
        return times;
    }

    @Test
    void timesThatGrowOrShrinkAreSeen() {
        assertThat(Trend.of(times(10, i -> 100 + 10 * i)).orElseThrow())
                .isEqualTo(170.0 / 120 - 1, within(1e-12));
        assertThat(Trend.of(times(6, i -> 100 - i)).orElseThrow())
                .isEqualTo(96.0 / 99 - 1, within(1e-12));
    }

    @Test
    void whatIsLittleOrTooShortToTellIsNot() {
        assertThat(Trend.of(times(50, i -> 1000 + 0.1 * i))).isEmpty();
        for (int size = 0; size < 6; size++) {
            assertThat(Trend.of(times(size, i -> 100 + 10 * i))).isEmpty();
        }
        assertThat(Trend.of(times(50, i -> 100))).isEmpty();
    }

    @Test
    void noiseIsTakenForATrendOnceInAHundredTimes() {
        RandomGenerator random = Seeds.stream(1945, 0);
        int seen = 0;
        for (int i = 0; i < 4000; i++) {
            double[] times = times(6 + i % 45, n -> Math.exp(0.5 * random.nextGaussian()));
            seen += Trend.of(times).isPresent() ? 1 : 0;
        }
        assertThat(seen / 4000.0).isBetween(0.001, 0.015);
    }
}
