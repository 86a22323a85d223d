// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void anIntervalCountsFromItsBeginning() {
        Observed seen = Runs.of(new Interval()).with("ticks", 3).observe();

        assertThat(seen.label()).isEqualTo("on-time");
        assertThat(seen.evidence())
                .containsEntry("lastTick", 300L)
                .containsEntry("lastHandled", 330L)
                .containsEntry(
                        "marbles",
                        new Sketch(
                                """
                                ms       100 130 200 230 300 330
                                ticks    1-------2-------3-------
                                handled  ----1-------2-------3|\
                                """));
    }

    @Test
    void timersInARowAddTheTimeOfHandling() {
        Observed seen = Runs.of(new Interval()).variant("broken").with("ticks", 3).observe();

        assertThat(seen.label()).isEqualTo("drifted");
        assertThat(seen.evidence()).containsEntry("lastTick", 360L);
    }

    @Test
    void ticksThatTakeLongerThanAPeriodWaitForEachOther() {
        Observed seen = Runs.of(new Interval()).with("ticks", 3).with("work", 150).observe();

        assertThat(seen.label()).isEqualTo("behind");
        assertThat(seen.evidence())
                .containsEntry("lastTick", 300L)
                .containsEntry("lastHandled", 550L);
    }
}
