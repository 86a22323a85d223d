// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratorsTest {

    @Test
    void generatorsThatGiveWayAfterEachNumberTakeTurns() {
        Observed seen = Runs.of(new Generators()).variant("fixed").with("steps", 2).observe();

        assertThat(seen.label()).isEqualTo("fair");
        assertThat(seen.evidence())
                .containsEntry(
                        "order",
                        List.of("square", "power", "fibonacci", "square", "power", "fibonacci"));
    }

    @Test
    void oneThatDoesNotKeepsTheOthersWaiting() {
        Observed seen = Runs.of(new Generators()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("unfair");
        assertThat(seen.evidence()).containsEntry("stepsInARow", 5);
    }

    @Test
    void theyYieldTheirNumbers() {
        assertThat(Runs.texts(Runs.of(new Generators()).with("steps", 4).report()))
                .contains("square yields 16", "power yields 8", "fibonacci yields 3");
    }
}
