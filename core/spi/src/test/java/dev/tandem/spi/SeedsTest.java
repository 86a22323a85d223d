// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Neighbouring seeds and streams share nothing, neither in step nor shifted. */
class SeedsTest {

    private static final int DRAWS = 1000;
    private static final int NEIGHBOURS = 20;

    @Test
    void aStreamIsTheSameEachTime() {
        assertThat(Seeds.stream(7, 3).nextLong()).isEqualTo(Seeds.stream(7, 3).nextLong());
    }

    @Test
    void noNumberOfAStreamTurnsUpInANeighbour() {
        Set<Long> seen = new HashSet<>();
        for (long seed = 40; seed < 40 + NEIGHBOURS; seed++) {
            for (long stream = 0; stream < NEIGHBOURS; stream++) {
                RandomGenerator random = Seeds.stream(seed, stream);
                for (int i = 0; i < DRAWS; i++) {
                    seen.add(random.nextLong());
                }
            }
        }
        // Of 400,000 numbers of 64 bits two are the same with a chance of 4 in 10^9.
        assertThat(seen).hasSize(NEIGHBOURS * NEIGHBOURS * DRAWS);
    }

    @Test
    void seedAndStreamAreNotInterchangeable() {
        assertThat(Seeds.mix(1, 2)).isNotEqualTo(Seeds.mix(2, 1));
    }

    @Test
    void neighboursDrawIndependently() {
        // How often two streams draw the same of two values: 500 of 1,000, within five deviations.
        for (long stream = 0; stream < 100; stream++) {
            RandomGenerator one = Seeds.stream(42, stream);
            RandomGenerator next = Seeds.stream(42, stream + 1);
            RandomGenerator other = Seeds.stream(43, stream);
            int withNext = 0;
            int withOther = 0;
            for (int i = 0; i < DRAWS; i++) {
                boolean draw = one.nextBoolean();
                withNext += draw == next.nextBoolean() ? 1 : 0;
                withOther += draw == other.nextBoolean() ? 1 : 0;
            }
            assertThat(withNext).isBetween(420, 580);
            assertThat(withOther).isBetween(420, 580);
        }
    }
}
