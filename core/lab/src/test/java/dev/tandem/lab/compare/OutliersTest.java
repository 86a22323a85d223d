// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutliersTest {

    private static List<Integer> rounds(long... nanos) {
        List<Sample> samples =
                IntStream.range(0, nanos.length)
                        .mapToObj(i -> new Sample(i + 1, nanos[i], Usage.UNKNOWN))
                        .toList();
        return Outliers.of(samples).stream().map(Sample::round).toList();
    }

    @Test
    void whatIsFarOutsideIsNamedByItsRound() {
        assertThat(rounds(100, 102, 101, 99, 300, 100, 98, 103, 101, 20)).containsExactly(5, 10);
    }

    @Test
    void wideTimesHaveNone() {
        assertThat(rounds(100, 120, 140, 160, 180, 200, 220, 240, 260, 280)).isEmpty();
    }

    @Test
    void ofFewTimesNoneIsCalledOne() {
        assertThat(rounds(1, 1, 1, 1, 1, 1, 900)).isEmpty();
    }
}
