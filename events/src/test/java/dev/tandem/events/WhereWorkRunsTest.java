// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereWorkRunsTest {

    @ParameterizedTest
    @CsvSource({
        "subscribe-on, io-1, io-1",
        "observe-on, main, worker-",
        "both, io-1, worker-",
        "flat-map, main, worker-"
    })
    void theWorkIsDoneWhereTheSchedulerIsPut(String variant, String source, String work) {
        Observed seen = Runs.of(new WhereWorkRuns()).variant(variant).observe();

        assertThat(seen.label()).isEqualTo("moved");
        assertThat(threads(seen, 0)).isEqualTo(source);
        assertThat(threads(seen, 1)).startsWith(work);
    }

    @Test
    void aSchedulerBelowTheWorkLeavesItToTheCaller() {
        Observed seen = Runs.of(new WhereWorkRuns()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("held-up");
        assertThat(threads(seen, 1)).isEqualTo("main");
        assertThat(threads(seen, 2)).startsWith("worker-");
    }

    private static String threads(Observed seen, int stage) {
        List<Object> row = ((Table) seen.evidence().get("stages")).rows().get(stage);
        return row.get(1).toString();
    }
}
