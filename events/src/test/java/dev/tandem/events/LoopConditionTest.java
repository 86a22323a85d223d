// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class LoopConditionTest {

    @Test
    void whoLooksAgainWaitsAgain() {
        Observed seen = Runs.of(new LoopCondition()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("taken");
        assertThat(seen.evidence()).containsEntry("taken", 3).containsEntry("wokenInVain", 6);
    }

    @Test
    void whoDoesNotTakesFromAnEmptyBox() {
        Observed seen = Runs.of(new LoopCondition()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("took-nothing");
        assertThat(seen.evidence()).containsEntry("tookNothing", 6);
    }
}
