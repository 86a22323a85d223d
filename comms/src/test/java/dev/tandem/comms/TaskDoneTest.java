// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TaskDoneTest {

    @Test
    void joinReturnsWhenEveryTaskIsDone() {
        Observed seen =
                Runs.of(new TaskDone())
                        .variant("fixed")
                        .with("tasks", 50)
                        .with("capacity", 3)
                        .with("work", "1ms")
                        .observe();

        assertThat(seen.label()).isEqualTo("all-done");
        assertThat(seen.evidence())
                .containsEntry("tasks", 50)
                .containsEntry("doneAtJoin", 50)
                .containsEntry("neverDone", 0);
    }

    @Test
    void joinReturnsEarlyWhenTheWorkIsReportedBeforeItIsDone() {
        Observed seen =
                Runs.of(new TaskDone())
                        .variant("broken")
                        .with("tasks", 8)
                        .with("work", "200ms")
                        .observe();

        assertThat(seen.label()).isEqualTo("returned-early");
        assertThat(seen.evidence().get("doneAtJoin"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isLessThan(8);
    }
}
