// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlersTest {

    @Test
    void theErrorIsTheLastThatAnObserverWithThreeHandlersHears() {
        Observed seen = Runs.of(new Handlers()).observe();

        assertThat(seen.label()).isEqualTo("error-heard");
        assertThat(seen.evidence())
                .containsEntry("readings", 3)
                .containsEntry("lastCall", "error")
                .containsEntry("uncaught", "");
    }

    @Test
    void theEndIsTheLastWhereNothingFails() {
        Observed seen = Runs.of(new Handlers()).with("fails-at", 0).observe();

        assertThat(seen.label()).isEqualTo("completed");
        assertThat(seen.evidence())
                .containsEntry("readings", 6)
                .containsEntry("lastCall", "complete");
    }

    @ParameterizedTest
    @CsvSource({"rxjava, broke at reading 4", "reactor, ''"})
    void withoutAHandlerForItTheErrorComesToTheThreadOrToNobody(String library, String uncaught) {
        Observed seen =
                Runs.of(new Handlers()).variant("broken").with("library", library).observe();

        assertThat(seen.label()).isEqualTo("unheard");
        assertThat(seen.evidence()).containsEntry("readings", 3).containsEntry("lastCall", "next");
        assertThat(seen.evidence().get("uncaught").toString()).endsWith(uncaught);
    }

    @Test
    void theLineOfAThermometerThatBreaksEndsThere() {
        Observed seen = Runs.of(new Handlers()).with("fails-at", 3).observe();

        assertThat(seen.evidence())
                .containsEntry(
                        "emitted",
                        new Sketch(
                                """
                                ms           300 600 900
                                thermometer  1---2---X\
                                """));
    }
}
