// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActiveTest {

    @Test
    void theGroupCountsPlatformThreadsAlone() {
        Outcome.Observed observed = Runs.of(new Active()).with("threads", 7).observe();

        assertThat(observed.label()).isEqualTo("platform-alone");
        assertThat(column(observed, "activeCount()")).containsExactly(1, 8, 8, 1);
        assertThat(column(observed, "kept by the run")).containsExactly(0L, 7L, 14L, 0L);
    }

    private static List<Object> column(Outcome.Observed observed, String name) {
        Table table = (Table) observed.evidence().get("counts");
        return table.rows().stream().map(row -> row.get(table.columns().indexOf(name))).toList();
    }
}
