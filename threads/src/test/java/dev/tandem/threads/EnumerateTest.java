// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnumerateTest {

    @Test
    void platformThreadsAreListedAndVirtualOnesAreNot() {
        Outcome.Observed observed = Runs.of(new Enumerate()).with("threads", 3).observe();

        assertThat(observed.label()).isEqualTo("platform-listed");
        assertThat(column(observed, "listed there"))
                .containsExactly(true, true, true, false, false, false);
        assertThat(column(observed, "stack traces"))
                .containsExactly(true, true, true, false, false, false);
    }

    @Test
    void theDumpHasThreadsOfBothKinds() {
        Outcome.Observed observed = Runs.of(new Enumerate()).observe();

        assertThat(column(observed, "dump")).hasSize(8).containsOnly(true);
    }

    private static List<Object> column(Outcome.Observed observed, String name) {
        Table table = (Table) observed.evidence().get("found");
        return table.rows().stream().map(row -> row.get(table.columns().indexOf(name))).toList();
    }
}
