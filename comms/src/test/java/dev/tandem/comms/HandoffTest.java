// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Table;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In real processes. */
class HandoffTest {

    private static Observed run(String variant) {
        Map<String, String> parameters =
                Map.of("messages", "300", "rate", "1000000", "time", "0s", "parties", "3");
        RunRequest request = RunRequest.of(new Handoff(), Optional.of(variant), parameters, 42);
        return (Observed)
                new Runner(new Launcher("tandem-comms", Launch.JVM))
                        .run(request, event -> {})
                        .outcome();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "many"})
    void everyQueueHandsOverEveryMessage(String variant) {
        assertThat(run(variant).label()).isEqualTo("all-handed-over");
    }

    @Test
    void everyQueueIsMeasuredInBothWays() {
        Observed seen = run("one");

        assertThat(((Bars) seen.evidence().get("throughput")).bars())
                .hasSize(7)
                .allSatisfy(bar -> assertThat(bar.value()).isPositive());
        assertThat(((Table) seen.evidence().get("microseconds")).rows())
                .hasSize(7)
                .allSatisfy(row ->
                        assertThat((double) row.get(4))
                                .isGreaterThanOrEqualTo((double) row.get(1)));
    }
}
