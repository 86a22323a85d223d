// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PipelineTest {

    @Test
    void whatIsFoldedIsCountedAsByALoop() {
        Observed seen = Runs.of(new Pipeline()).with("words", 8000).with("rails", 8).observe();

        assertThat(seen.label()).isEqualTo("counted");
        assertThat(seen.evidence()).containsEntry("expected", 6000).containsEntry("counted", 6000);
    }

    @Test
    void whatIsWrittenOutsideByAllRailsIsLost() {
        Observed seen =
                Awaitility.await()
                        .until(
                                () -> Runs.of(new Pipeline()).variant("broken").observe(),
                                run -> run.label().equals("miscounted"));

        assertThat((int) seen.evidence().get("counted"))
                .isLessThan((int) seen.evidence().get("expected"));
    }
}
