// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskExceptionTest {

    private static Observed run(String variant) {
        return Runs.of(new TaskException()).variant(variant).observe();
    }

    @Test
    void nobodyHearsWhatAForgottenFutureHolds() {
        Observed seen = run("broken");

        assertThat(seen.label()).isEqualTo("swallowed");
        assertThat(seen.evidence()).containsEntry("threads", List.of("worker-1"));
    }

    @Test
    void whoAsksTheFutureIsTold() {
        assertThat(run("fixed").evidence())
                .containsEntry(
                        "heard",
                        List.of("who asked: java.lang.IllegalStateException: the disk is full"));
    }

    @Test
    void whatAnExecutedTaskThrowsEndsItsThreadAndIsToldToTheHandler() {
        assertThat(run("execute").evidence())
                .containsEntry(
                        "heard",
                        List.of("the handler: java.lang.IllegalStateException: the disk is full"))
                .containsEntry("threads", List.of("worker-1", "worker-2"));
    }
}
