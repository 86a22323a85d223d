// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.samples.Happenings;
import dev.tandem.explore.samples.Small;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.Environment.Time;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens though no thread does it: wake-ups for no reason, and time that passes. */
class HappeningsTest {

    private static ExploreRequest request(Class<?> program, String method) {
        return ExploreRequest.of(
                new Subject.OfClass(program.getName(), method, program.getClassLoader(), 42));
    }

    private static ExploreRequest request(String method) {
        return request(Happenings.class, method).at(Level.SYNC);
    }

    private static ExplorationResult explore(ExploreRequest request) {
        return Explorer.explore(request, (executions, steps) -> {}, () -> false);
    }

    private static Iterable<String> outcomes(ExplorationResult result) {
        return result.outcomes().stream().map(OutcomeRow::label).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ifAtMonitor",
                "ifAtCondition",
                "ifParked",
                "weakUpdate",
                "timedAtMonitor",
                "poll",
                "sleepInPlaceOfJoin"
            })
    void what_may_happen_happens_with_and_without_reduction(String method) {
        for (Level level : List.of(Level.SYNC, Level.MEMORY)) {
            assertThat(outcomes(explore(request(method).at(level))))
                    .as("%s", level)
                    .containsExactly("false", "true");
        }
        ExploreRequest unreduced = request(method).by(Kind.DFS, ExploreRequest.UNBOUNDED, false);
        assertThat(outcomes(explore(unreduced))).containsExactly("false", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ifAtMonitor",
                "ifAtCondition",
                "ifParked",
                "weakUpdate",
                "timedAtMonitor",
                "poll",
                "sleepInPlaceOfJoin"
            })
    void nothing_happens_in_a_calm_environment_and_that_is_said(String method) {
        ExplorationResult result = explore(request(method).in(Environment.CALM));
        assertThat(outcomes(result)).containsExactly("true");
        assertThat(result.happenings().inWords()).isEmpty();
        assertThat(result.notes().getLast()).containsAnyOf("(--spurious 1)", "(--time any)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"whileAtMonitor", "whileAtCondition", "whileParked"})
    void who_waits_in_a_loop_is_proved_right(String method) {
        ExplorationResult result = explore(request(method).in(new Environment(2, Time.ANY)));
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(outcomes(result)).containsExactly("true");
        assertThat(result.happenings().inWords())
                .isEqualTo("at most 2 spurious wake-ups an execution");
    }

    @Test
    void a_weak_update_that_is_tried_again_is_proved_right() {
        assertThat(outcomes(explore(request("weakUpdateUntilDone")))).containsExactly("true");
    }

    @Test
    void time_outs_come_in_the_order_of_their_deadlines() {
        ExplorationResult result = explore(request("inTheirOrder"));
        // Whose time is up need not be the next to go on.
        assertThat(outcomes(result)).containsExactly("early late", "lateearly ");
        assertThat(result.happenings().inWords())
                .isEqualTo("the first time-out at each place at any moment");
    }

    @Test
    void who_looks_at_intervals_comes_to_an_end() {
        ExplorationResult result = explore(request("polling"));
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(outcomes(result)).containsExactly("true");
    }

    @Test
    void a_program_to_which_nothing_can_happen_costs_nothing_more() {
        ExploreRequest request = request(Small.class, "monitored").at(Level.SYNC);
        assertThat(explore(request).executions())
                .isEqualTo(explore(request.in(Environment.CALM)).executions());
    }

    @Test
    void a_failure_that_needs_it_is_shown_with_it_and_replayed() {
        ExplorationResult result = explore(request("neverWokenIfAtMonitor"));
        Failure failure = result.failure().orElseThrow();
        assertThat(failure.steps())
                .anyMatch(row -> row.operation().equals("Object.wait, which ends for no reason"));
        Replayed replayed =
                Explorer.replay(
                        request("neverWokenIfAtMonitor").subject(), failure.schedule(), 999);
        assertThat(replayed.message()).isEqualTo(failure.message());
    }

    @Test
    void the_moves_of_the_clock_are_steps() {
        ExplorationResult result = explore(request("givesUp"));
        assertThat(result.failure().orElseThrow().steps())
                .anyMatch(row ->
                        row.thread().equals("the clock") && row.operation().equals("moves on"));
    }

    @Test
    void a_limit_leaves_what_was_proved_in_a_calm_environment() {
        ExploreRequest request = request("poll");
        long calm = explore(request.in(Environment.CALM)).executions();
        ExplorationResult result = explore(request.limited(calm + 1, 20_000));
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.notes().getFirst())
                .isEqualTo(
                        "nothing is proved with the first time-out at each place at any moment: stopped by the limit of 1 executions, without a failure in 1 executions");
    }
}
