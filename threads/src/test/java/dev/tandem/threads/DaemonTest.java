// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonTest {

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "virtual"})
    void aDaemonDiesWithTheProgram(String variant) {
        Outcome.Observed observed = observe(run(variant, "1m"));

        assertThat(observed.label()).isEqualTo("died-with-program");
        assertThat(observed.evidence()).containsEntry("endedOfItself", true);
    }

    @Test
    void aUserThreadKeepsTheProgramAliveUntilItIsEndedFromOutside() {
        Outcome.Observed observed = observe(run("user", "3s"));

        assertThat(observed.label()).isEqualTo("kept-alive");
        assertThat((Integer) observed.evidence().get("beatsAlone")).isPositive();
    }

    @Test
    void theHeartBeatsAfterMainHasEnded() {
        List<String> texts = Runs.texts(run("daemon", "1m"));

        assertThat(texts).anySatisfy(text -> assertThat(text).contains("main TERMINATED"));
    }

    private static RunReport run(String variant, String patience) {
        RunRequest request =
                RunRequest.of(new Daemon(), Optional.of(variant), Map.of("patience", patience), 42);
        return new Runner(new Launcher("tandem", Launch.AUTO)).run(request, event -> {});
    }

    private static Outcome.Observed observe(RunReport report) {
        assertThat(report.outcome()).isInstanceOf(Outcome.Observed.class);
        return (Outcome.Observed) report.outcome();
    }
}
