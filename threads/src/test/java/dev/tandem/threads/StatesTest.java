package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesTest {

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void everyStateIsSeenFromOutside(String variant) {
        Outcome.Observed observed = Runs.of(new States()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo("every-state");
        assertThat(observed.evidence())
                .containsExactly(
                        java.util.Map.entry("new", "NEW"),
                        java.util.Map.entry("runnable", "RUNNABLE"),
                        java.util.Map.entry("running", "RUNNABLE"),
                        java.util.Map.entry("sleeping", "TIMED_WAITING"),
                        java.util.Map.entry("waiting", "WAITING"),
                        java.util.Map.entry("timedWaiting", "TIMED_WAITING"),
                        java.util.Map.entry("blocked", "BLOCKED"),
                        java.util.Map.entry("dead", "TERMINATED"));
    }

    @Test
    void aStateThatWasNotSeenIsUndeclared() {
        // With no patience at all, there is no time in which the subject could get anywhere.
        assertThat(Runs.of(new States()).with("patience", "0s").grade())
                .isEqualTo(Grade.UNDECLARED);
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
            RunReport report =
                    Runs.of(new States())
                            .variant(variant)
                            .watching(event -> {
                                if (event.text().equals(stage)) {
                                    caller.interrupt();
                                }
                            })
                            .report();

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
        assertThat(String.join("\n", Runs.texts(Runs.of(new States()).report())))
                .contains(
                        "new (NEW) --start--> runnable (RUNNABLE)",
                        "blocked (BLOCKED)",
                        "dead (TERMINATED)");
    }
}
