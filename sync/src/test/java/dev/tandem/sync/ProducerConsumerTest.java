// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Series;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProducerConsumerTest {

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "signal-all"})
    void everythingProducedIsConsumed(String variant) {
        Observed seen =
                Runs.of(new ProducerConsumer()).variant(variant).with("items", 500).observe();

        assertThat(seen.label()).isEqualTo("all-consumed");
        assertThat(seen.evidence()).containsEntry("sum", 4L * 500 * 501 / 2);
    }

    @Test
    void itemsThatDoNotDivideAreSharedOut() {
        Runs runs = Runs.of(new ProducerConsumer()).with("producers", 1).with("consumers", 3);

        Observed seen = runs.with("items", 5).observe();

        assertThat(seen.evidence()).containsEntry("items", 5L).containsEntry("sum", 15L);
    }

    @Test
    void theBufferIsNeverFullerThanItsCapacity() {
        Runs runs = Runs.of(new ProducerConsumer()).with("capacity", 2).with("items", 500);

        Series levels = (Series) runs.observe().evidence().get("fillLevel");

        assertThat(levels.lines().getFirst().points())
                .hasSizeGreaterThan(50)
                .allMatch(point -> point.y() >= 0 && point.y() <= 2);
    }

    @Test
    void aSignalToTheWrongThreadLeavesAllAsleep() {
        Runs runs = Runs.of(new ProducerConsumer()).variant("broken");

        Observed seen = await().until(runs::observe, o -> o.label().equals("all-asleep"));

        assertThat((int) seen.evidence().get("waiting")).isBetween(2, 8);
    }
}
