// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackpressureTest {

    @Test
    void aSourceThatIsAskedForItemsEmitsNoMore() {
        Observed seen = Runs.of(new Backpressure()).with("ahead", 3).observe();

        assertThat(seen.label()).isEqualTo("kept-up");
        assertThat(seen.evidence()).containsEntry("handled", 30).containsEntry("mostWaiting", 3);
    }

    @ParameterizedTest
    @CsvSource({
        "rxjava, MissingBackpressureException",
        "reactor, Could not emit tick 5 due to lack of requests"
    })
    void aClockThatIsNotAskedFailsWithTheLibrarysOwnError(String library, String error) {
        Observed seen =
                Runs.of(new Backpressure()).variant("missing").with("library", library).observe();

        assertThat(seen.label()).isEqualTo("overrun");
        assertThat(seen.evidence().get("error").toString()).contains(error);
    }

    @Test
    void whatIsAskedForAllAtOncePilesUpTheMoreThereIs() {
        Observed seen = Runs.of(new Backpressure()).variant("unbounded").observe();
        Observed more =
                Runs.of(new Backpressure()).variant("unbounded").with("items", 60).observe();

        assertThat(seen.label()).isEqualTo("piled-up");
        assertThat((int) more.evidence().get("mostWaiting"))
                .isGreaterThan((int) seen.evidence().get("mostWaiting"));
    }

    @Test
    void everyItemIsHandledOrDropped() {
        Observed seen = Runs.of(new Backpressure()).variant("drop").observe();

        assertThat(seen.label()).isEqualTo("dropped");
        assertThat((int) seen.evidence().get("handled") + (int) seen.evidence().get("dropped"))
                .isEqualTo(30);
    }
}
