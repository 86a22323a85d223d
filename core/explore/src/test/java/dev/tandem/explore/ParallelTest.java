// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.InParallel;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parallel streams are worked on by a common pool whose threads the world controls. */
class ParallelTest {

    private static ExploreRequest request(String program) {
        return ExploreRequest.of(Samples.subject(InParallel.class, program)).in(Environment.CALM);
    }

    private static ExplorationResult explore(String program, Level level) {
        return Samples.explore(request(program).at(level).limited(20_000, 20_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum",
                "mapped",
                "collected",
                "grouped",
                "joined",
                "counted",
                "reduced",
                "sorted",
                "sortedAsAnArray",
                "sequentialAgain",
                "concurrently",
                "besideAFuture"
            })
    void what_is_right_has_one_outcome(String program) {
        Samples.assertRight(request(program));
    }

    @Test
    void elements_come_in_any_order_unless_they_must_not() {
        assertThat(explore("inAnyOrder", Level.SYNC).outcomes())
                .extracting(row -> row.label())
                .containsExactlyInAnyOrder("01", "10");
        assertThat(explore("inTheirOrder", Level.SYNC).outcomes())
                .extracting(row -> row.label())
                .containsExactly("01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"racing", "racingAlike", "racingInACollectedList"})
    void a_race_is_found(String program) {
        Failure failure = explore(program, Level.MEMORY).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.DATA_RACE);
    }

    @Test
    void what_the_jdk_would_do_with_threads_of_its_own_is_refused() {
        Failure failure = explore("sortedBefore", Level.SYNC).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.UNCONTROLLED);
        assertThat(failure.message()).contains("let parallel() come first", "InParallel.java:");
    }
}
