// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MapInOrderTest {

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "invoke-all"})
    void resultsStandWhereTheirElementsDo(String variant) {
        Observed seen = Runs.of(new MapInOrder()).variant(variant).observe();

        assertThat(seen.label()).isEqualTo("in-order");
        assertThat(seen.evidence())
                .containsEntry("displaced", 0L)
                .containsEntry("firstResults", List.of(0, 1, 4, 9, 16, 25, 36, 49, 64, 81));
    }

    @Test
    void resultsThatAddThemselvesStandInTheOrderOfTheirEnd() {
        Observed seen =
                Awaitility.await()
                        .until(
                                () -> Runs.of(new MapInOrder()).variant("broken").observe(),
                                run -> run.label().equals("out-of-order"));

        assertThat((long) seen.evidence().get("displaced")).isPositive();
    }
}
