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

class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"named", "virtual", "grouped"})
    void namesAndGroupsTellTheTaskOfEveryThread(String variant) {
        Outcome.Observed observed = Runs.of(new Names()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo("told");
        assertThat(column(observed, "so it is a"))
                .containsExactlyInAnyOrder(
                        "picture-reader", "picture-reader", "picture-writer", "picture-writer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unnamed", "unnamed-virtual"})
    void aThreadThatNobodyNamesTellsNothing(String variant) {
        Outcome.Observed observed = Runs.of(new Names()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo("unknown");
        assertThat(observed.evidence()).containsEntry("told", 0L).containsEntry("of", 4);
    }

    @Test
    void theKernelCutsNamesOff() {
        assertThat(column(Runs.of(new Names()).observe(), "in the kernel"))
                .containsOnly("picture-reader-", "picture-writer-");
    }

    private static List<Object> column(Outcome.Observed observed, String name) {
        Table table = (Table) observed.evidence().get("threads");
        return table.rows().stream().map(row -> row.get(table.columns().indexOf(name))).toList();
    }
}
