// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

    @ParameterizedTest
    @ValueSource(strings = {"rxjava", "reactor"})
    void whatIsFoldedIsCountedAsByALoop(String library) {
        Observed seen = pipeline(library).with("words", 8000).with("rails", 8).observe();

        assertThat(seen.label()).isEqualTo("counted");
        assertThat(seen.evidence()).containsEntry("expected", 6000).containsEntry("counted", 6000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rxjava", "reactor"})
    void whatIsWrittenOutsideByAllRailsIsLost(String library) {
        Observed seen =
                Awaitility.await()
                        .until(
                                () -> pipeline(library).variant("broken").observe(),
                                run -> run.label().equals("miscounted"));

        assertThat((int) seen.evidence().get("counted"))
                .isLessThan((int) seen.evidence().get("expected"));
    }

    private static Runs pipeline(String library) {
        return Runs.of(new Pipeline()).with("library", library);
    }
}
