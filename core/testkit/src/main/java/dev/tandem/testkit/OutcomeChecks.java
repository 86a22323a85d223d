// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the declared outcomes the explorer or a real run shows. */
final class OutcomeChecks {

    /** How often every variant is run at the least, however long that takes. */
    private static final int ROUNDS = 10;

    private final RunChecks runs;
    private final ExplorationChecks explorations;
    private final Duration patience;

    /**
     * @param patience how long an outcome that is still missing is waited for before it counts as
     *     never seen
     */
    OutcomeChecks(RunChecks runs, ExplorationChecks explorations, Duration patience) {
        this.runs = runs;
        this.explorations = explorations;
        this.patience = patience;
    }

    /**
     * @param settings values under which to run it, beside the usual ones
     */
    void allAreReached(Workload workload, List<Map<String, String>> settings) {
        RunChecks.assumeAvailable(workload);
        Set<String> missing = new LinkedHashSet<>();
        for (Label label : workload.spec().expectations()) {
            if (label.unseen().isEmpty()) {
                missing.add(label.name());
            }
        }
        missing.removeAll(runs.seen(workload));
        explore(workload, missing);
        long start = System.nanoTime();
        for (int round = 0;
                !missing.isEmpty()
                        && (round < ROUNDS || System.nanoTime() - start < patience.toNanos());
                round++) {
            for (Variant<?> variant : workload.spec().variants()) {
                run(workload, variant, Map.of(), missing);
                settings.forEach(more -> run(workload, variant, more, missing));
            }
        }
        assertThat(missing)
                .as("declared, never seen, and without a word why (Label.unseen)")
                .isEmpty();
    }

    private void explore(Workload workload, Set<String> missing) {
        if (workload.spec().exploration().isEmpty()) {
            return;
        }
        for (Variant<?> variant : workload.spec().variants()) {
            ExplorationResult result = explorations.result(workload, variant);
            result.outcomes().forEach(row -> missing.remove(row.label()));
            if (result.failure().filter(ExplorationChecks::isDeadlock).isPresent()) {
                variant.flaw().map(Label::name).ifPresent(missing::remove);
            }
        }
    }

    private void run(
            Workload workload, Variant<?> variant, Map<String, String> more, Set<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        switch (runs.run(workload, variant, more, event -> {}).outcome()) {
            case Outcome.Observed observed -> missing.remove(observed.label());
            case Outcome.Unavailable(String reason, String _) -> abort(reason);
            case Outcome.Failed(Throwable error) -> throw new AssertionError(error);
        }
    }
}
