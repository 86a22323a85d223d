// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Small;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceEstimateTest {

    private static ExplorationResult explore(
            Class<?> type, String method, Kind kind, long executions, int workers) {
        var subject = new Subject.OfClass(type.getName(), method, type.getClassLoader());
        return Explorer.explore(
                ExploreRequest.of(subject)
                        .at(Level.SYNC)
                        .by(kind, ExploreRequest.UNBOUNDED, false)
                        .limited(executions, 1_000)
                        .keepingGoing(true)
                        .with(workers),
                (count, steps) -> {},
                () -> false);
    }

    @Test
    void a_tree_whose_leaves_all_have_the_same_depth_is_known_exactly() {
        var collector = new SpaceEstimate.Collector();
        for (int i = 0; i < 10; i++) {
            collector.add(Math.log(720));
        }

        SpaceEstimate estimate = collector.estimate(10);
        assertThat(Math.pow(10, estimate.log10Schedules())).isCloseTo(720, within(1e-6));
        assertThat(Math.pow(10, estimate.log10AtLeast())).isBetween(300.0, 720.0);
        assertThat(estimate.samples()).isEqualTo(10);
    }

    @Test
    void numbers_that_no_double_holds_are_estimated() {
        var collector = new SpaceEstimate.Collector();
        collector.add(5_000 * Math.log(10));
        collector.add(4_000 * Math.log(10));

        SpaceEstimate estimate = collector.estimate(2);
        assertThat(estimate.log10Schedules()).isCloseTo(5_000 - Math.log10(2), within(1e-6));
        assertThat(estimate.log10AtLeast()).isBetween(4_498.0, 4_999.0);
    }

    @Test
    void there_are_no_fewer_schedules_than_have_been_seen() {
        var collector = new SpaceEstimate.Collector();
        collector.add(Math.log(2));
        collector.add(Math.log(4));
        collector.add(Math.log(8));

        SpaceEstimate estimate = collector.estimate(100);
        assertThat(estimate.log10Schedules()).isCloseTo(2, within(1e-9));
        assertThat(estimate.log10AtLeast()).isCloseTo(2, within(1e-9));
    }

    @Test
    void what_is_collected_apart_adds_up() {
        var random = new SplittableRandom(1);
        var whole = new SpaceEstimate.Collector();
        var one = new SpaceEstimate.Collector();
        var other = new SpaceEstimate.Collector();
        for (int i = 0; i < 1_000; i++) {
            double log = random.nextDouble(1, 900);
            whole.add(log);
            (i % 3 == 0 ? one : other).add(log);
        }
        one.add(other);
        one.add(new SpaceEstimate.Collector());

        assertThat(one.samples()).isEqualTo(1_000);
        assertThat(one.estimate(1).log10Schedules())
                .isCloseTo(whole.estimate(1).log10Schedules(), within(1e-9));
        assertThat(one.estimate(1).log10AtLeast())
                .isCloseTo(whole.estimate(1).log10AtLeast(), within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"RANDOM, 1", "RANDOM, 2", "PCT, 1", "SURW, 1"})
    void the_estimate_is_near_what_the_whole_search_counts(Kind kind, int workers) {
        ExplorationResult all = explore(Small.class, "atomic", Kind.DFS, 1_000_000, 1);
        assertThat(all.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(all.space()).isEmpty();
        assertThat(all.notes()).noneMatch(note -> note.contains("at least"));

        ExplorationResult sampled = explore(Small.class, "atomic", kind, 2_000, workers);
        assertThat(sampled.notes()).anyMatch(note -> note.contains("confidence of 95 %"));
        SpaceEstimate estimate = sampled.space().orElseThrow();
        assertThat(estimate.samples()).isEqualTo(kind == Kind.RANDOM ? 2_000 : 200);
        assertThat(Math.pow(10, estimate.log10Schedules()))
                .isCloseTo(all.executions(), withinPercentage(20));
        assertThat(estimate.log10AtLeast()).isLessThanOrEqualTo(Math.log10(all.executions()));
    }

    @Test
    void a_space_too_large_to_search_has_an_estimate_too() {
        SpaceEstimate estimate =
                explore(Philosophers.class, "ordered", Kind.RANDOM, 2_000, 2).space().orElseThrow();
        assertThat(estimate.log10Schedules()).isBetween(5.0, 30.0);
    }
}
