// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Small;
import dev.tandem.explore.samples.Turns;
import dev.tandem.explore.samples.Verdicts;
import dev.tandem.explore.strategy.Sampling;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A search is the same search, however many share it. */
class WorkersTest {

    private static final int[] NUMBERS_OF_WORKERS = {1, 2, 3, 8};
    private static final int[] SEVERAL = {2, 3, 8};

    private static ExploreRequest request(Class<?> type, String method, Level level) {
        return ExploreRequest.of(new Subject.OfClass(type.getName(), method, type.getClassLoader()))
                .at(level);
    }

    private static ExploreRequest unreduced(String method, long executions) {
        return request(Philosophers.class, method, Level.SYNC)
                .by(Kind.DFS, ExploreRequest.UNBOUNDED, false)
                .limited(executions, 1_000);
    }

    private static ExplorationResult explore(ExploreRequest request, int workers) {
        return Explorer.explore(request.with(workers), (executions, steps) -> {}, () -> false);
    }

    /** All that is said of a search but how long it took. */
    private static List<Object> told(ExplorationResult result) {
        return List.of(
                result.stop(),
                result.executions(),
                result.distinct(),
                result.steps(),
                result.outcomes(),
                result.failure().map(failure -> List.of(failure.kind(), failure.schedule())),
                result.notes());
    }

    private static Map<String, Long> table(ExplorationResult result) {
        return result.outcomes().stream()
                .collect(Collectors.toMap(OutcomeRow::label, OutcomeRow::count));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RANDOM", "PCT", "SURW"})
    void a_seed_means_the_same_samples(Kind kind) {
        ExploreRequest request =
                request(Philosophers.class, "broken", Level.SYNC)
                        .by(kind, ExploreRequest.UNBOUNDED, false)
                        .limited(3_000, 1_000)
                        .keepingGoing(true);
        ExplorationResult alone = explore(request, 1);

        assertThat(alone.executions()).isEqualTo(3_000);
        for (int workers : SEVERAL) {
            ExplorationResult result = explore(request, workers);
            assertThat(result.executions()).isEqualTo(3_000);
            assertThat(table(result)).isEqualTo(table(alone));
            assertThat(result.distinct()).isEqualTo(alone.distinct());
        }
    }

    @Test
    void a_limit_is_a_limit_for_all_together() {
        ExploreRequest request = unreduced("ordered", 2_500);

        for (int workers : NUMBERS_OF_WORKERS) {
            ExplorationResult result = explore(request, workers);
            assertThat(result.stop()).isEqualTo(Stop.BOUNDED);
            assertThat(result.executions()).isEqualTo(2_500);
        }
    }

    @Test
    void nobody_and_less_than_no_preemption_are_refused() {
        ExploreRequest request = request(Small.class, "pool", Level.SYNC);

        assertThatThrownBy(() -> request.with(0))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContainingAll("--workers is a number from 1 to ", ", not 0");
        assertThatThrownBy(() -> request.by(Kind.DFS, -3, true))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("--preemptions is a number from 0, not -3");
    }

    /** Small searches, so that those who join do so in many places. */
    @ParameterizedTest
    @CsvSource({
        "VOLATILE, true, mapMerged",
        "VOLATILE, true, locksInOneOrder",
        "VOLATILE, true, semaphoreOfTwo",
        "SYNC, false, checkedAtomicCounter",
        "SYNC, false, mapReadThenWritten",
        "SYNC, false, locksInTwoOrders",
        "SYNC, false, locksInOneOrder",
        "SYNC, false, monitorsInTwoOrders",
        "SYNC, false, waitsForWhatHasBeen",
        "SYNC, false, waitsForAState",
        "SYNC, false, queueHandsOver",
        "SYNC, false, semaphoreOfTwo"
    })
    void a_shared_search_to_the_end_is_that_of_one(Level level, boolean reduced, String program) {
        ExploreRequest request =
                request(Verdicts.class, program, level)
                        .by(Kind.DFS, ExploreRequest.UNBOUNDED, reduced)
                        .limited(10_000, 1_000)
                        .keepingGoing(true);
        ExplorationResult alone = explore(request, 1);

        assertThat(alone.executions()).isGreaterThan(Sampling.ALONE).isLessThan(10_000);
        for (int workers : SEVERAL) {
            assertThat(told(explore(request, workers)))
                    .as("%d workers", workers)
                    .isEqualTo(told(alone));
        }
    }

    /** The worlds must agree on the number of a class, whose monitor is all that is fought for. */
    @Test
    void a_shared_search_draws_as_many_in_between_as_that_of_one() {
        ExploreRequest request = request(Turns.class, "ofThree", Level.SYNC);
        ExplorationResult alone = explore(request, 1);

        assertThat(alone.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(alone.notes()).anyMatch(note -> note.contains("100 schedules were drawn"));
        for (int workers : SEVERAL) {
            assertThat(told(explore(request, workers)))
                    .as("%d workers", workers)
                    .isEqualTo(told(alone));
        }
    }

    @Test
    void a_failure_of_one_ends_the_search_of_all() {
        ExploreRequest request = unreduced("broken", 100_000_000);

        for (int workers : NUMBERS_OF_WORKERS) {
            ExplorationResult result = explore(request, workers);
            assertThat(result.stop()).isEqualTo(Stop.FAILED);
            assertThat(result.failure()).isPresent();
        }
    }

    @Test
    void to_cancel_ends_the_search_of_all() {
        ExploreRequest request = unreduced("ordered", 100_000_000);

        for (int workers : NUMBERS_OF_WORKERS) {
            var cancelled = new AtomicBoolean();
            ExplorationResult result =
                    Explorer.explore(
                            request.with(workers),
                            (executions, steps) -> cancelled.set(true),
                            cancelled::get);
            assertThat(result.stop()).isEqualTo(Stop.CANCELLED);
            assertThat(result.failure()).isEmpty();
        }
    }

    @Test
    void with_all_cores_a_short_search_is_that_of_one() {
        ExploreRequest request =
                request(Small.class, "atomic", Level.SYNC)
                        .by(Kind.DFS, ExploreRequest.UNBOUNDED, false);
        ExplorationResult alone = explore(request, 1);
        ExplorationResult shared = explore(request, ExploreRequest.ALL_CORES);

        assertThat(shared.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(table(shared)).isEqualTo(table(alone));
        assertThat(shared.executions()).isEqualTo(alone.executions());
    }
}
