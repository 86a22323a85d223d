// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TransientTest {

    private static int length(double... times) {
        return Transient.length(times, times.length);
    }

    @Test
    void theBeginningThatIsSlowerIsFound() {
        assertThat(length(90, 60, 40, 20, 20, 21, 20, 20, 20, 21)).isEqualTo(3);
    }

    @Test
    void timesThatAreAlikeHaveNone() {
        assertThat(length(7, 7, 7, 7, 7, 7, 7, 7)).isZero();
    }

    @Test
    void fallingTimesAreBeginningAsFarAsMayBe() {
        assertThat(length(20, 19, 18, 17, 16, 15, 14, 13, 12, 11)).isGreaterThanOrEqualTo(5);
    }

    @Test
    void fewTimesHaveNone() {
        assertThat(length(9, 1, 1, 1)).isZero();
    }

    @Test
    void itIsFoundWithinNoiseOfAnyShape() {
        var random = new SplittableRandom(7);
        int found = 0;
        int none = 0;
        for (int trial = 0; trial < 1000; trial++) {
            double[] steady =
                    IntStream.range(0, 200)
                            .mapToDouble(i -> 1 + 0.05 * random.nextExponential())
                            .toArray();
            none += 2 * length(steady) <= 200 ? 1 : 0;
            for (int i = 0; i < 40; i++) {
                steady[i] *= 2 - i / 40.0;
            }
            int length = length(steady);
            found += length >= 30 && length <= 100 ? 1 : 0;
        }
        assertThat(found).isGreaterThan(900);
        assertThat(none).isGreaterThan(900);
    }
}
