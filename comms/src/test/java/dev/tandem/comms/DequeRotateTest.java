// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class DequeRotateTest {

    private static Runs runs(String variant) {
        return Runs.of(new DequeRotate()).variant(variant).with("work", "200us");
    }

    @Test
    void turnsThatAreWholeMakeARotation() {
        Observed seen = runs("fixed").with("elements", 5).with("turns", 6).observe();

        assertThat(seen.label()).isEqualTo("rotated");
        assertThat(seen.evidence())
                .containsEntry("turns", 12)
                .containsEntry("content", "[4, 5, 1, 2, 3]");
    }

    @Test
    void turnsThatAreTwoCallsChangeTheOrder() {
        Observed seen =
                await().until(() -> runs("broken").observe(), o -> o.label().equals("mixed-up"));

        assertThat(seen.evidence().get("content")).isNotEqualTo(seen.evidence().get("expected"));
    }

    @Test
    void aSingleElementCannotBeMixedUp() {
        assertThat(runs("broken").with("elements", 1).observe().label()).isEqualTo("rotated");
    }
}
