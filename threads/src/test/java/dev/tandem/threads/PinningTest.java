// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.evidence.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PinningTest {

    private static Observed run() {
        Outcome outcome =
                new Runner(new Launcher("tandem", Launch.AUTO))
                        .run(
                                RunRequest.of(new Pinning(), Optional.empty(), Map.of(), 42),
                                event -> {})
                        .outcome();
        assertThat(outcome).isInstanceOf(Observed.class);
        return (Observed) outcome;
    }

    @Test
    void classInitialisersPinAndMonitorsDoNot() {
        Observed seen = run();

        assertThat(seen.label()).isEqualTo("initialisers");
        List<List<Object>> waits = ((Table) seen.evidence().get("waits")).rows();
        assertThat(waits)
                .filteredOn(row -> row.get(1).equals("not"))
                .extracting(List::getFirst)
                .containsExactly(
                        "sleeps",
                        "sleeps in a monitor",
                        "waits in Object.wait",
                        "waits to enter a monitor");
        assertThat(waits)
                .filteredOn(row -> !row.get(1).equals("not"))
                .extracting(List::getLast)
                .satisfiesExactly(
                        inside -> assertThat(inside.toString()).contains("Slow.<clinit>"),
                        waiting -> assertThat(waiting.toString()).contains("SlowElsewhere"));
    }
}
