// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {

    @Test
    void whoHeedsTheInterruptEndsAndWhoWaitsNeverBegins() {
        Observed seen = Runs.of(new Cancellation()).variant("fixed").observe();

        assertThat(seen)
                .isEqualTo(
                        new Observed(
                                "both-ended",
                                Map.of(
                                        "runningSays",
                                        "CANCELLED",
                                        "runningRunsOn",
                                        false,
                                        "queuedSays",
                                        "CANCELLED",
                                        "queuedBegan",
                                        false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deaf", "completable"})
    void aFutureCanSayCancelledWhileItsTaskRunsOn(String variant) {
        Observed seen = Runs.of(new Cancellation()).variant(variant).observe();

        assertThat(seen.label()).isEqualTo("runs-on");
        assertThat(seen.evidence()).containsEntry("runningSays", "CANCELLED");
    }
}
