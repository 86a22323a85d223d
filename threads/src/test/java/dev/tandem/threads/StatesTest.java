// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.NoProcesses;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.testkit.Runs;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesTest {

    private static final double PACE_THAT_LEAVES_TIME_TO_CANCEL = 0.1;

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void everyStateIsSeenFromOutside(String variant) {
        Outcome.Observed observed = Runs.of(new States()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo("every-state");
        assertThat(observed.evidence())
                .containsEntry("new", "NEW")
                .containsEntry("runnable", "RUNNABLE")
                .containsEntry("running", "RUNNABLE")
                .containsEntry("sleeping", "TIMED_WAITING")
                .containsEntry("waiting", "WAITING")
                .containsEntry("timedWaiting", "TIMED_WAITING")
                .containsEntry("blocked", "BLOCKED")
                .containsEntry("dead", "TERMINATED");
    }

    @Test
    void aStateThatWasNotSeenIsForbidden() {
        // With no patience at all, there is no time in which the subject could get anywhere.
        assertThat(Runs.of(new States()).with("patience", "0s").grade()).isEqualTo(Grade.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runs",
                "goes to sleep",
                "waits for a signal, for as long as it takes",
                "waits for another signal, for an hour at most",
                "wants to enter a monitor that another thread holds"
            })
    void aRunThatIsCancelledInAnyStageLeavesNoThread(String stage) {
        for (String variant : new String[] {"platform", "virtual"}) {
            Thread caller = Thread.currentThread();
            RunRequest request =
                    RunRequest.of(new States(), Optional.of(variant), Map.of(), 42)
                            .at(PACE_THAT_LEAVES_TIME_TO_CANCEL);
            RunReport report =
                    new Runner(sink -> new NoProcesses())
                            .runHere(
                                    request,
                                    event -> {
                                        if (event.text().equals(stage)) {
                                            caller.interrupt();
                                        }
                                    });

            assertThat(report.ending()).isEqualTo(RunReport.Ending.CANCELLED);
            assertThat(report.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed ->
                                    assertThat(failed.error())
                                            .isInstanceOf(InterruptedException.class));
        }
    }

    @Test
    void theFlowChartShowsWhatWasSeen() {
        Outcome.Observed observed = Runs.of(new States()).observe();

        assertThat(observed.evidence().get("flowChart"))
                .asInstanceOf(InstanceOfAssertFactories.type(Sketch.class))
                .extracting(Sketch::text, InstanceOfAssertFactories.STRING)
                .contains(
                        "new (NEW) --start--> runnable (RUNNABLE)",
                        "blocked (BLOCKED)",
                        "dead (TERMINATED)");
    }
}
