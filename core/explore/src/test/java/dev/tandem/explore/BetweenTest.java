// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.Early;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Verdicts;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetweenTest {

    private static ExploreRequest request(Class<?> type, String method) {
        var subject = new Subject.OfClass(type.getName(), method, type.getClassLoader());
        return ExploreRequest.of(subject).at(Level.SYNC).limited(2_000, 1_000);
    }

    private static ExplorationResult explore(ExploreRequest request) {
        return Explorer.explore(request, (executions, steps) -> {}, () -> false);
    }

    @Test
    void a_long_search_finds_by_chance_what_it_would_come_to_last() {
        ExplorationResult result = explore(request(Early.class, "lastComesFirst"));

        assertThat(result.executions()).isEqualTo(1_000);
        assertThat(result.failure().orElseThrow().kind()).isEqualTo(Kind.FAILED_CHECK);
        assertThat(result.notes())
                .anyMatch(note -> note.contains("drawn in between") && note.contains("surw"));
    }

    @Test
    void the_schedules_in_between_do_not_count_and_the_search_goes_on() {
        ExplorationResult result = explore(request(Philosophers.class, "five"));

        assertThat(result.stop()).isEqualTo(Stop.BOUNDED);
        assertThat(result.executions()).isEqualTo(2_000);
        assertThat(result.notes()).anyMatch(note -> note.contains("100 schedules were drawn"));
    }

    @Test
    void none_are_drawn_where_they_would_break_a_bound_or_spoil_the_table() {
        ExploreRequest early = request(Early.class, "lastComesFirst").limited(1_500, 1_000);

        ExplorationResult bounded = explore(early.by(ExploreRequest.Kind.DFS, 1, true));
        assertThat(bounded.notes()).noneMatch(note -> note.contains("drawn in between"));
        ExplorationResult whole = explore(early.keepingGoing(true));
        assertThat(whole.notes()).noneMatch(note -> note.contains("drawn in between"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_selectively_uniform_walk_finds_what_the_samples_do_wrong_within_fifty(long seed) {
        for (String broken :
                new String[] {
                    "twoSections", "locksInTwoOrders", "signalsOneOfTwo", "barrierForOneMore"
                }) {
            assertThat(sampled(Verdicts.class, broken, seed).stop())
                    .as(broken)
                    .isEqualTo(Stop.FAILED);
        }
        assertThat(sampled(Philosophers.class, "broken", seed).stop()).isEqualTo(Stop.FAILED);
    }

    private static ExplorationResult sampled(Class<?> type, String method, long seed) {
        return explore(
                request(type, method)
                        .by(ExploreRequest.Kind.SURW, ExploreRequest.UNBOUNDED, false)
                        .seeded(seed, 1)
                        .limited(50, 1_000));
    }
}
