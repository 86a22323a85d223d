// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class DequePopTest {

    private static Runs runs(String variant) {
        return Runs.of(new DequePop()).variant(variant).with("work", "200us");
    }

    @Test
    void aPollNeverFails() {
        Observed seen = runs("fixed").with("elements", 30).observe();

        assertThat(seen.label()).isEqualTo("each-once");
        assertThat(seen.evidence()).containsEntry("tooLate", false);
    }

    @Test
    void whoLooksBeforeRemovingIsTooLate() {
        Observed seen =
                await().until(
                                () -> runs("broken").observe(),
                                o -> o.label().equals("popped-from-empty"));

        assertThat(seen.evidence()).containsEntry("tooLate", true);
    }
}
