// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class PublishSubscribeTest {

    private static Runs runs(String variant) {
        return Runs.of(new PublishSubscribe()).variant(variant).with("beat", "1ms");
    }

    @Test
    void lookingInALoopDeliversEverythingOnce() {
        Observed seen = runs("fixed").with("integers", 30).observe();

        assertThat(seen.label()).isEqualTo("all-delivered");
        assertThat(seen.evidence()).containsEntry("foundNothing", 0);
    }

    @Test
    void lookingOnceTakesFromAnEmptyList() {
        Observed seen = await().until(() -> runs("broken").observe(), PublishSubscribeTest::isBad);

        assertThat(seen.label()).isEqualTo("took-from-empty");
        assertThat(seen.evidence().get("foundNothing"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
    }

    @Test
    void waitingWithoutLookingMissesASignalAndIntegersStayBehind() {
        Observed seen =
                await().until(() -> runs("lost-signal").observe(), PublishSubscribeTest::isBad);

        assertThat(seen.label()).isEqualTo("signal-lost");
        assertThat(seen.evidence().get("neverTaken"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
    }

    private static boolean isBad(Observed seen) {
        return !seen.label().equals("all-delivered");
    }
}
