// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriorityTest {

    private static Observed run(String variant) {
        return Runs.of(new Priority()).variant(variant).with("workers", 1).observe();
    }

    @Test
    void aTaskThatIsTakenOutAndPutBackIsServedAtItsNewPlace() {
        Observed seen = run("fixed");

        assertThat(seen.label()).isEqualTo("by-priority");
        assertThat(seen.evidence())
                .containsEntry("late", List.of())
                .containsEntry("mixed", List.of());
    }

    @Test
    void aTaskThatIsChangedInTheQueueIsServedLate() {
        assertThat(run("broken").label()).isEqualTo("urgent-late");
    }

    @Test
    void equalTasksHaveNoOrderWithoutASecondKey() {
        assertThat(run("ties").label()).isEqualTo("equals-mixed");
    }

    @Test
    void severalWorkersEachGetTheirsInOrder() {
        Observed seen =
                Runs.of(new Priority())
                        .variant("fixed")
                        .with("producers", 4)
                        .with("tasks", 200)
                        .with("workers", 4)
                        .observe();

        assertThat(seen.label()).isEqualTo("by-priority");
    }
}
