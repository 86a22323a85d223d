// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Subject;
import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "broken"})
    void everyOutcomeOfAVariantIsAmongItsInterleavings(String variant) {
        var subject = Subject.OfWorkload.of(new Scheduler(), variant, Map.of(), 42);
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(subject).keepingGoing(true),
                        (executions, steps) -> {},
                        () -> false);

        List<String> expected = new ArrayList<>(List.of("ended", "not-ended"));
        if (variant.equals("broken")) {
            expected.add("lost-update");
        }
        assertThat(result.outcomes())
                .extracting(OutcomeRow::label)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void fewEventsAreToldHoweverManyStepsThereAre() {
        assertThat(Runs.of(new Scheduler()).with("limit", 100_000).report().events())
                .hasSizeBetween(2, 8);
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
