// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.TandemException;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThermometersTest {

    @ParameterizedTest
    @CsvSource({"1, 5, 24", "2, 10, 24", "3, 20, 12", "4, 30, 24", "5, 5, 1", "6, 10, 0"})
    void everyHotSpotRaisesOneAlarmThatIsCleared(long seed, int window, int hotSpots) {
        Observed seen =
                Runs.of(new Thermometers())
                        .seed(seed)
                        .with("window", window)
                        .with("hot-spots", hotSpots)
                        .observe();

        assertThat(seen.label()).isEqualTo("as-injected");
        assertThat(seen.evidence())
                .containsEntry("raised", (long) hotSpots)
                .containsEntry("cleared", (long) hotSpots);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aSingleWrongReadingIsBelieved(long seed) {
        Observed seen = Runs.of(new Thermometers()).variant("single").seed(seed).observe();

        assertThat(seen.label()).isEqualTo("false-alarm");
        assertThat((int) seen.evidence().get("falseAlarms")).isPositive();
    }

    @Test
    void oneThresholdIsPassedMoreThanOnce() {
        Observed seen = Runs.of(new Thermometers()).variant("one-threshold").observe();

        assertThat(seen.label()).isEqualTo("flickered");
        assertThat((long) seen.evidence().get("raised")).isGreaterThan(8L);
    }

    @Test
    void moreHotSpotsThanThereIsRoomForAreRefused() {
        RunReport report =
                Runs.of(new Thermometers()).with("racks", 1).with("hot-spots", 4).report();

        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(TandemException.Usage.class)
                                        .hasMessage(
                                                "1 racks have room for 3 hot spots, not for 4"));
    }
}
