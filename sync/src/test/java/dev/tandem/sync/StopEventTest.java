// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopEventTest {

    @ParameterizedTest
    @ValueSource(strings = {"polling", "waiting"})
    void theThreadSeesTheEventAndCleansUp(String variant) {
        Observed seen = Runs.of(new StopEvent()).variant(variant).with("after", "5ms").observe();

        assertThat(seen.label()).isEqualTo("stopped");
        assertThat(seen.evidence()).containsEntry("cleanedUp", true);
    }

    @Test
    void whoWaitsLooksOnce() {
        Observed seen = Runs.of(new StopEvent()).variant("waiting").with("after", "5ms").observe();

        assertThat(seen.evidence()).containsEntry("looks", 1L);
    }

    @Test
    void aThreadThatHasNotSeenTheEventLeavesItsFileBehind() {
        Runs event = Runs.of(new StopEvent()).variant("broken");

        // Only a compiled loop misses it, and the compiler takes its time.
        Observed seen =
                await().atMost(Duration.ofMinutes(1))
                        .until(event::observe, o -> o.label().equals("never-seen"));

        assertThat(seen.evidence()).containsEntry("cleanedUp", false);
    }
}
