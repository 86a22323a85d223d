// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullEmptyTest {

    private static Runs runs(String variant) {
        return Runs.of(new FullEmpty()).variant(variant).with("work", "500us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "empty"})
    void everybodyEndsWhenTheEndComesThroughTheQueue(String variant) {
        Observed seen = runs(variant).with("consumers", 3).observe();

        assertThat(seen.label()).isEqualTo("all-taken");
        assertThat(((Bars) seen.evidence().get("waited")).bars())
                .extracting(Bars.Bar::label)
                .containsExactly(
                        "producer-1", "producer-2", "consumer-1", "consumer-2", "consumer-3");
    }

    @Test
    void consumersWhoAreNotToldTheEndAreSeenWaiting() {
        Observed seen = runs("broken").with("consumers", 3).observe();

        assertThat(seen.label()).isEqualTo("waits-for-ever");
        assertThat(seen.evidence()).containsEntry("waiting", 3);
    }
}
