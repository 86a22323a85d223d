package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SchedulerTest {

    @Test
    void overlappingStepsAreLost() {
        Set<String> labels = new HashSet<>();
        for (int run = 0; run < 100 && !labels.contains("lost-update"); run++) {
            Outcome.Observed observed = Runs.of(new Scheduler()).variant("broken").observe();
            labels.add(observed.label());
            assertThat(observed.label().equals("lost-update"))
                    .isEqualTo((int) observed.evidence().get("netLoss") > 0);
        }
        assertThat(labels).contains("lost-update");
    }

    @Test
    void wholeStepsAddUp() {
        for (int run = 0; run < 20; run++) {
            Map<String, Object> evidence =
                    Runs.of(new Scheduler())
                            .variant("fixed")
                            .with("limit", 2000)
                            .observe()
                            .evidence();
            assertThat(evidence.get("counter"))
                    .isEqualTo(evidence.get("expected"))
                    .isEqualTo(1 + (int) evidence.get("stepsUp") - (int) evidence.get("stepsDown"));
        }
    }

    @Test
    void aProgramThatCannotReachItsGoalEndsAtTheLimit() {
        Outcome.Observed observed =
                Runs.of(new Scheduler()).with("goal", 1000).with("limit", 50).observe();

        assertThat(observed.label()).isEqualTo("not-ended");
        assertThat(observed.evidence()).containsEntry("stepsUp", 50).containsEntry("stepsDown", 50);
    }

    @Test
    void theGoalCanBeReached() {
        Set<String> labels = new HashSet<>();
        for (int run = 0; run < 200 && !labels.contains("ended"); run++) {
            labels.add(Runs.of(new Scheduler()).with("goal", 2).observe().label());
        }
        assertThat(labels).contains("ended");
    }

    @Test
    void aCancelledRunEndsBothWorkers() {
        Thread caller = Thread.currentThread();
        var first = new AtomicBoolean(true);
        RunReport report =
                Runs.of(new Scheduler())
                        .with("goal", 1_000_000)
                        .with("limit", 10_000_000)
                        .watching(event -> {
                            if (first.getAndSet(false)) {
                                caller.interrupt();
                            }
                        })
                        .report();

        assertThat(report.ending()).isEqualTo(RunReport.Ending.CANCELLED);
    }
}
