// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.Subject;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
import java.util.HashMap;
import java.util.Map;

/**
 * What the explorer finds, at the values that the specification gives: the flaw of a broken
 * variant, and nothing in the others, searched whole.
 */
final class ExplorationChecks {

    private static final long WHOLE = 200_000;
    private static final long BOUNDED = 20_000;
    private static final int STEPS = 20_000;

    /** Each variant is searched once, for all who ask. */
    private final Map<String, ExplorationResult> results = new HashMap<>();

    void flawIsFound(Workload workload, Variant<?> variant) {
        ExplorationResult result = result(workload, variant);
        assertThat(result.stop()).as("%s", result).isEqualTo(Stop.FAILED);
        Failure failure = result.failure().orElseThrow();
        String flaw = variant.flaw().orElseThrow().name();
        if (isDeadlock(failure)) {
            assertThat(flaw).contains("deadlock");
        } else if (failure.kind() != Kind.DATA_RACE) {
            // What a race lets happen need not happen in an execution that shows it.
            assertThat(failure.message()).contains(flaw);
        }
        Replayed replayed = Explorer.replay(subject(workload, variant), failure.schedule(), STEPS);
        assertThat(replayed.kind()).contains(failure.kind());
        assertThat(replayed.message()).isEqualTo(failure.message());
    }

    void nothingGoesWrong(Workload workload, Variant<?> variant) {
        boolean bounded = variant.bounded().isPresent();
        ExplorationResult result = result(workload, variant);
        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(bounded ? Stop.BOUNDED : Stop.EXHAUSTED);
        assertThat(result.limit()).isEqualTo(bounded ? BOUNDED + " executions" : "");
    }

    /**
     * The explorer sees a deadlock before the workload, which has to look for it, can report it.
     */
    static boolean isDeadlock(Failure failure) {
        return failure.kind() == Kind.DEADLOCK || failure.kind() == Kind.PARTIAL_DEADLOCK;
    }

    ExplorationResult result(Workload workload, Variant<?> variant) {
        return results.computeIfAbsent(
                workload.spec().id() + " " + variant.id(),
                key ->
                        Explorer.explore(
                                ExploreRequest.of(subject(workload, variant))
                                        .limited(
                                                variant.bounded().isPresent() ? BOUNDED : WHOLE,
                                                STEPS),
                                (executions, steps) -> {},
                                () -> false));
    }

    private static Subject subject(Workload workload, Variant<?> variant) {
        return Subject.OfWorkload.of(workload, variant.id(), Map.of(), RunChecks.SEED);
    }
}
