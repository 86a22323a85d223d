// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LifoTest {

    private static Runs runs(String variant) {
        return Runs.of(new Lifo()).variant(variant).with("work", "200us");
    }

    @Test
    void whoTakesBeforeWorkingHandlesEveryItemOnce() {
        Observed seen = runs("fixed").with("items", 50).with("workers", 4).observe();

        assertThat(seen.label()).isEqualTo("last-first");
        assertThat(seen.evidence())
                .containsEntry("handledTwice", List.of())
                .containsEntry("neverHandled", List.of());
    }

    @Test
    void whoWorksBeforeTakingHandlesAnItemTwice() {
        Observed seen =
                await().until(
                                () -> runs("broken").observe(),
                                o -> o.label().equals("handled-twice"));

        assertThat(seen.evidence().get("handledTwice"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isNotEmpty();
    }

    @Test
    void aSingleWorkerMayLookFirst() {
        assertThat(runs("broken").with("workers", 1).observe().label()).isEqualTo("last-first");
    }
}
