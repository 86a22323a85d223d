// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksTest {

    @Test
    void tasksThatAreStartedTogetherOverlap() {
        Observed seen = Runs.of(new Tasks()).with("wait", "0s").observe();

        assertThat(seen.label()).isEqualTo("together");
        assertThat((List<?>) seen.evidence().get("order")).hasSize(9);
        assertThat(seen.evidence())
                .containsEntry("failing", "FAILED")
                .containsEntry("cancelled", "CANCELLED")
                .containsEntry("stepsAfterCancel", 0);
    }

    @Test
    void tasksThatAreWaitedForOneByOneDoNot() {
        Observed seen = Runs.of(new Tasks()).variant("in-turn").observe();

        assertThat(seen.label()).isEqualTo("in-turn");
        assertThat(seen.evidence()).containsEntry("order", List.of(1, 1, 1, 2, 2, 2, 3, 3, 3));
    }
}
