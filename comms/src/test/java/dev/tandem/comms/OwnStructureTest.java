// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnStructureTest {

    private static Runs runs(String variant) {
        return Runs.of(new OwnStructure()).variant(variant);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void theInvariantHoldsAfterEveryStep(int capacity) {
        Observed seen = runs("fixed").with("items", 50).with("capacity", capacity).observe();

        assertThat(seen.label()).isEqualTo("invariant-kept");
        assertThat(seen.evidence())
                .containsEntry("items", 300)
                .containsEntry("violations", 0)
                .containsEntry("lost", 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"if", "split"})
    void whoActsOnWhatIsNoLongerTrueBreaksTheInvariant(String variant) {
        Observed seen =
                await().until(
                                () -> runs(variant).observe(),
                                o -> o.label().equals("invariant-broken"));

        assertThat(seen.evidence().get("violations"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
    }

    @Test
    void whoWakesTheWrongOneLeavesAllWaiting() {
        Observed seen =
                await().until(() -> runs("notify").observe(), o -> o.label().equals("deadlock"));

        assertThat(seen.evidence().get("waiting"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isNotEmpty();
    }
}
