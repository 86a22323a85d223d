// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RaceTest {

    @ParameterizedTest
    @ValueSource(strings = {"lock", "atomic", "adder"})
    void noIncrementIsLost(String variant) {
        Observed seen = Runs.of(new Race()).variant(variant).with("increments", 50_000).observe();

        assertThat(seen)
                .isEqualTo(
                        new Observed(
                                "exact",
                                Map.of("expected", 200_000L, "actual", 200_000L, "lost", 0L)));
    }

    @Test
    void aPlainFieldLosesIncrements() {
        Runs race = Runs.of(new Race()).variant("broken").with("increments", 1_000_000);

        // Chance decides over one run, above all where there is one processor.
        Observed seen = await().until(race::observe, o -> o.label().equals("lost-update"));

        long lost = (long) seen.evidence().get("lost");
        assertThat(lost).isPositive();
        assertThat(seen.evidence())
                .containsEntry("expected", 4_000_000L)
                .containsEntry("actual", 4_000_000L - lost);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "lock", "atomic", "adder"})
    void oneThreadAloneIsExact(String variant) {
        Observed seen = Runs.of(new Race()).variant(variant).with("threads", 1).observe();

        assertThat(seen.label()).isEqualTo("exact");
    }
}
