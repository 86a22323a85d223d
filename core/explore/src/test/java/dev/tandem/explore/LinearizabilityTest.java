// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.explore.linearizable.Counterexample;
import dev.tandem.explore.linearizable.Linearizability;
import dev.tandem.explore.linearizable.ReplayedScenario;
import dev.tandem.explore.linearizable.Report;
import dev.tandem.explore.samples.Helpers;
import dev.tandem.explore.samples.Structures;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.TandemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearizabilityTest {

    private static Report report(Class<?> type) {
        Linearizability usual = Linearizability.of(type);
        return new Linearizability(type, usual.model(), 28, usual.executions(), 1)
                .explore(() -> false);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Structures.RightCounter.class,
                Structures.RightStack.class,
                Structures.RightMap.class,
                Structures.RightBuffer.class,
                Structures.Throwing.class
            })
    void what_is_right_is_linearizable(Class<?> type) {
        Report report = report(type);

        assertThat(report.counterexample()).as(report.toString()).isEmpty();
        assertThat(report.scenarios()).isBetween(20, 28);
        assertThat(report.bounded()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Structures.BrokenCounter.class,
                Structures.BrokenStack.class,
                Structures.BrokenQueue.class,
                Structures.BrokenMap.class,
                Structures.BrokenBuffer.class
            })
    void what_is_nearly_right_is_not(Class<?> type) {
        Counterexample counterexample = report(type).counterexample().orElseThrow();
        Failure failure = counterexample.result().failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.FAILED_CHECK);
        assertThat(failure.message()).startsWith("not linearizable: ");
        assertThat(failure.schedule()).isNotEmpty();
    }

    @Test
    void what_an_operation_does_outside_says_nothing_of_the_type() {
        assertThatThrownBy(() -> report(Structures.Parallel.class))
                .isInstanceOf(TandemException.Missing.class)
                .hasMessageContainingAll(
                        "an operation of " + Structures.Parallel.class.getName(),
                        "cannot be explored: ");
    }

    @Test
    void the_report_has_the_operations_with_their_results_why_and_the_steps() {
        List<String> lines = report(Structures.BrokenCounter.class).lines();

        assertThat(lines.getFirst())
                .isEqualTo(Structures.BrokenCounter.class.getName() + ": not linearizable");
        assertThat(lines)
                .contains(
                        "  thread 1         thread 2",
                        "  increment(): 1   increment(): 1",
                        "not linearizable: the operations can be carried out one at a time in 2 orders, and no such order gives these results");
        assertThat(lines)
                .anyMatch(line -> line.contains("write Structures.BrokenCounter.value at"));
    }

    @Test
    void a_step_in_a_helper_says_which_operation_has_called_it() {
        List<String> lines = report(Helpers.Tally.class).lines();

        assertThat(lines.stream().map(String::strip))
                .containsSequence(
                        "6    read Helpers.Tally.counts[1] at Tally.bump (Helpers.java:127)",
                        "from Tally.add (Helpers.java:131)",
                        "7    write Helpers.Tally.counts[1] at Helpers.java:127");
    }

    @Test
    void an_order_that_gives_the_results_may_turn_round_what_came_one_after_the_other() {
        Counterexample counterexample =
                report(Structures.BrokenQueue.class).counterexample().orElseThrow();

        assertThat(counterexample.result().failure().orElseThrow().message())
                .contains("had returned before", "was called");
    }

    @Test
    void what_is_right_for_one_consumer_is_right_and_what_cannot_be_called_is_named() {
        Report report = report(Structures.Restricted.class);

        assertThat(report.counterexample()).as(report.toString()).isEmpty();
        assertThat(report.leftOut()).containsExactly("addAll");
    }

    @Test
    void a_schedule_of_a_report_can_be_replayed() {
        Linearizability question = Linearizability.of(Structures.BrokenMap.class);
        Counterexample found = question.explore(() -> false).counterexample().orElseThrow();
        Failure failure = found.result().failure().orElseThrow();

        ReplayedScenario again = question.replay(found.scenario(), failure.schedule());

        assertThat(again.execution().kind()).contains(Kind.FAILED_CHECK);
        assertThat(again.lines()).containsAll(found.table().lines()).contains(failure.message());
        String recorded = found.recording().orElseThrow().text();
        assertThat(question.replay(found.scenario(), recorded)).isEqualTo(again);
    }

    @Test
    void a_schedule_is_one_of_its_scenario_and_of_no_other() {
        Linearizability question = Linearizability.of(Structures.BrokenMap.class);
        Counterexample found = question.explore(() -> false).counterexample().orElseThrow();
        Failure failure = found.result().failure().orElseThrow();
        String other = found.scenario().replaceFirst(" \\| ", " ");

        assertThatThrownBy(() -> question.replay(other, failure.schedule()))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("the schedule is of another program, or of other parameters");
        assertThatThrownBy(() -> question.replay("clear() | get(1)", failure.schedule()))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("'clear()' is no operation; there are ");
    }

    @Test
    void threads_that_wait_for_each_other_are_a_deadlock() {
        Counterexample counterexample =
                report(Structures.Circle.class).counterexample().orElseThrow();

        assertThat(counterexample.scenario()).isIn("back() | there()", "there() | back()");
        assertThat(counterexample.result().failure().orElseThrow().kind()).isEqualTo(Kind.DEADLOCK);
    }

    @Test
    void a_data_race_is_a_failure_though_every_history_is_linearizable() {
        Counterexample counterexample =
                report(Structures.Racing.class).counterexample().orElseThrow();

        assertThat(counterexample.result().failure().orElseThrow().kind())
                .isEqualTo(Kind.DATA_RACE);
    }

    @Test
    void a_model_says_what_is_right() {
        Linearizability.check(Structures.RightCounter.class, Structures.RightCounter.class);
        assertThatThrownBy(() ->
                        Linearizability.check(
                                Structures.BrokenCounter.class, Structures.RightCounter.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("increment(): 1   increment(): 1");
    }

    @Test
    void a_type_that_cannot_be_created_or_is_the_jdks_is_refused_by_name() {
        assertThatThrownBy(() -> report(Structures.WithoutConstructor.class))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("WithoutConstructor has no constructor without arguments");
        assertThatThrownBy(() -> report(StringBuilder.class))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("java.lang.StringBuilder is no class of your own");
    }
}
