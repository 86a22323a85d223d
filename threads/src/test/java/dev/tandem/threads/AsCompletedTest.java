// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class AsCompletedTest {

    @Test
    void whoAsksInOrderUsesNothingBeforeTheSlowest() {
        Observed seen = Runs.of(new AsCompleted()).variant("in-order").observe();

        assertThat(seen.label()).isEqualTo("held-up");
        assertThat(seen.evidence())
                .containsEntry("results", 10)
                .containsEntry("usedBeforeTheSlowest", 0);
    }

    @Test
    void aCompletionServiceHandsOutWhatIsThere() {
        Observed seen = Runs.of(new AsCompleted()).variant("as-completed").observe();

        assertThat(seen.label()).isEqualTo("as-they-came");
        assertThat((int) seen.evidence().get("usedBeforeTheSlowest")).isPositive();
    }
}
