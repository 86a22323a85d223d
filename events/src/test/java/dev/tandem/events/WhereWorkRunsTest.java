// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereWorkRunsTest {

    @ParameterizedTest
    @CsvSource({
        "rxjava, subscribe-on, io-1, io-1",
        "rxjava, observe-on, main, worker-",
        "rxjava, both, io-1, worker-",
        "rxjava, flat-map, main, worker-",
        "reactor, subscribe-on, io-1, io-1",
        "reactor, observe-on, main, worker-",
        "reactor, both, io-1, worker-",
        "reactor, flat-map, main, worker-"
    })
    void theWorkIsDoneWhereTheSchedulerIsPut(
            String library, String variant, String source, String work) {
        // More values than either library asks for at a time.
        Observed seen =
                Runs.of(new WhereWorkRuns())
                        .variant(variant)
                        .with("library", library)
                        .with("values", 1000)
                        .observe();

        assertThat(seen.label()).isEqualTo("moved");
        assertThat(threads(seen, 0)).isEqualTo(source);
        assertThat(threads(seen, 1)).startsWith(work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rxjava", "reactor"})
    void aSchedulerBelowTheWorkLeavesItToTheCaller(String library) {
        Observed seen =
                Runs.of(new WhereWorkRuns()).variant("broken").with("library", library).observe();

        assertThat(seen.label()).isEqualTo("held-up");
        assertThat(threads(seen, 1)).isEqualTo("main");
        assertThat(threads(seen, 2)).startsWith("worker-");
    }

    private static String threads(Observed seen, int stage) {
        List<Object> row = ((Table) seen.evidence().get("stages")).rows().get(stage);
        return row.get(1).toString();
    }
}
