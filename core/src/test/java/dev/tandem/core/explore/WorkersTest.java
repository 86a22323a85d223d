package dev.tandem.core.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.core.explore.ExplorationResult.OutcomeRow;
import dev.tandem.core.explore.ExplorationResult.Stop;
import dev.tandem.core.explore.ExploreRequest.Kind;
import dev.tandem.core.explore.samples.Philosophers;
import dev.tandem.core.explore.samples.Small;
import dev.tandem.core.spi.TandemException;
import dev.tandem.core.spi.WorkloadSpec.Level;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A search is the same search, however many share it. */
class WorkersTest {

    private static final int[] CREWS = {1, 2, 3, 8};

    private static ExploreRequest request(Class<?> type, String method, Level level) {
        return ExploreRequest.of(new Subject.OfClass(type.getName(), method, type.getClassLoader()))
                .at(level);
    }

    private static ExplorationResult explore(ExploreRequest request, int workers) {
        return Explorer.explore(request.with(workers), (executions, steps) -> {}, () -> false);
    }

    private static Map<String, Long> table(ExplorationResult result) {
        return result.outcomes().stream()
                .collect(Collectors.toMap(OutcomeRow::label, OutcomeRow::count));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"RANDOM", "PCT"})
    void a_seed_means_the_same_samples(Kind kind) {
        ExploreRequest request =
                request(Philosophers.class, "broken", Level.SYNC)
                        .by(kind, ExploreRequest.UNBOUNDED, false)
                        .limited(3_000, 1_000)
                        .keepingGoing(true);
        ExplorationResult alone = explore(request, 1);

        for (int workers : CREWS) {
            ExplorationResult result = explore(request, workers);
            assertThat(result.executions()).isEqualTo(3_000);
            assertThat(table(result)).isEqualTo(table(alone));
            assertThat(result.distinct()).isEqualTo(alone.distinct());
        }
    }

    @Test
    void a_limit_is_a_limit_for_all_together() {
        ExploreRequest request =
                request(Philosophers.class, "ordered", Level.SYNC)
                        .by(Kind.DFS, ExploreRequest.UNBOUNDED, false)
                        .limited(2_500, 1_000);

        for (int workers : CREWS) {
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
                .hasMessageContaining("--workers is a number from 1, not 0");
        assertThatThrownBy(() -> request.by(Kind.DFS, -3, true))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("--preemptions is a number from 0, not -3");
    }
}
