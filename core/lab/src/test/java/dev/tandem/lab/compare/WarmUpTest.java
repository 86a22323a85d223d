// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final long MS = 1_000_000;

    /** How many runs it takes when the n-th, from 0 on, lasts so long. */
    private static int runs(IntToLongFunction nanos) {
        var warmUp = new WarmUp();
        while (!warmUp.isOver()) {
            warmUp.ran(nanos.applyAsLong(warmUp.runs()));
        }
        return warmUp.runs();
    }

    @Test
    void steadyTimesAreSettledAfterHalfASecondAndAFewRuns() {
        assertThat(runs(n -> 400 * MS)).isEqualTo(WarmUp.FEWEST_RUNS);
        assertThat(runs(n -> 10 * MS)).isEqualTo(50);
    }

    @Test
    void improvingTimesAreNotSettled() {
        // Each run takes a tenth less, until the sixth.
        assertThat(runs(n -> (long) (500 * MS * Math.pow(0.9, Math.min(n, 6))))).isEqualTo(8);
    }

    @Test
    void noiseDoesNotKeepItGoing() {
        assertThat(runs(n -> (300 + n * 7919 % 100) * MS)).isLessThan(15);
    }

    @Test
    void aSlowRunIsEnough() {
        assertThat(runs(n -> 6000 * MS)).isEqualTo(1);
    }

    @Test
    void itEndsInAnyCase() {
        assertThat(runs(n -> (long) (1000 * MS * Math.pow(0.97, n)))).isEqualTo(6);
        assertThat(runs(n -> 0)).isEqualTo(WarmUp.MOST_RUNS);
    }
}
