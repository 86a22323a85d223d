// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.os.Requires;
import org.junit.jupiter.api.Test;

class MachineTimeTest {

    private static final String STAT =
            """
            cpu  1000 20 300 4000 50 6 7 80 900 10
            cpu0 500 10 150 2000 25 3 3 40 450 5
            intr 1 2 3
            """;

    @Test
    void theTimeOfGuestsIsCountedOnceAndWaitingIsNoWork() {
        assertThat(MachineTime.parse(STAT))
                .isEqualTo(new MachineTime(1000 + 20 + 300 + 6 + 7 + 80, 5463));
    }

    @Test
    void whatIsNotOursIsThatOfOthers() {
        var then = new MachineTime(1000, 5000);
        var now = new MachineTime(1150, 5200);
        // A second of our own is a hundred ticks.
        assertThat(now.shareOfOthers(then, 1_000_000_000)).hasValue(0.25);
        assertThat(now.shareOfOthers(then, 1_600_000_000)).hasValue(0);
    }

    @Test
    void aFewTicksTellNothing() {
        assertThat(new MachineTime(1020, 5020).shareOfOthers(new MachineTime(1000, 5000), 0))
                .isEmpty();
        assertThat(new MachineTime(0, 0).shareOfOthers(new MachineTime(0, 0), 0)).isEmpty();
    }

    @Test
    void theMachineIsRead() {
        Requires.here().proc();
        MachineTime now = MachineTime.now();
        assertThat(now.busy()).isPositive().isLessThan(now.total());
    }
}
