// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuturesTest {

    @ParameterizedTest
    @ValueSource(strings = {"submit", "completable"})
    void everyStageHasItsStateAndItsAnswer(String variant) {
        Observed seen = Runs.of(new Futures()).variant(variant).observe();

        assertThat(seen.label()).isEqualTo("as-documented");
        assertThat(((Table) seen.evidence().get("answers")).rows())
                .contains(
                        List.of("runs", "RUNNING", "TimeoutException"),
                        List.of("is cancelled", "CANCELLED", "CancellationException"));
    }
}
