// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

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

    @Test
    void withoutAHandlerForItTheErrorComesToTheThread() {
        Observed seen = Runs.of(new Handlers()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("unheard");
        assertThat(seen.evidence()).containsEntry("readings", 3).containsEntry("lastCall", "next");
        assertThat(seen.evidence().get("uncaught").toString()).contains("broke at reading 4");
    }
}
