// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentTest {

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void theCurrentThreadIsTheOneThatAsks(String variant) {
        Outcome.Observed observed = Runs.of(new Current()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo("each-itself");
        assertThat(observed.evidence()).containsEntry("differentAnswers", 10L);
        assertThat(rows(observed))
                .hasSize(10)
                .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(row.getFirst()));
    }

    @Test
    void aVirtualThreadNamesTheThreadThatCarriesIt() {
        Outcome.Observed observed = Runs.of(new Current()).variant("virtual").observe();

        assertThat(rows(observed))
                .allSatisfy(row ->
                        assertThat(row.getLast().toString())
                                .startsWith("VirtualThread")
                                .contains("@"));
    }

    @Test
    void whoAsksTooEarlyGetsTheMakerOfTheTask() {
        Outcome.Observed observed = Runs.of(new Current()).variant("too-early").observe();

        assertThat(observed.label()).isEqualTo("the-maker");
        assertThat(observed.evidence()).containsEntry("differentAnswers", 1L);
        assertThat(rows(observed)).allSatisfy(row -> assertThat(row.get(1)).isEqualTo("main"));
    }

    private static List<List<Object>> rows(Outcome.Observed observed) {
        return ((Table) observed.evidence().get("answers")).rows();
    }
}
