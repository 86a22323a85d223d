// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.ABORTED;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;

import com.acme.Counting;
import com.acme.Unfit;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExploreTest {

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class OfTestsThatCanBeExplored {

        private Run run;

        @BeforeAll
        void runThem() {
            run = Run.of(Counting.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"locked", "bounded", "drawn", "bothHaveBegun", "assertedFluently"})
        void what_fails_in_no_interleaving_passes(String test) {
            assertThat(run.status(test)).isEqualTo(SUCCESSFUL);
        }

        @Test
        void a_failure_has_the_story_and_a_line_that_replays_it() {
            assertThat(run.status("unlocked")).isEqualTo(FAILED);
            assertThat(run.message("unlocked"))
                    .contains("expected: <2> but was: <1> at Counting.java:")
                    .contains("The schedule with the fewest switches that was found to end so")
                    .contains("read Counting.count Counting.java:")
                    .containsPattern("\n  @Replay\\(\"1:[0-9a-f]{8}:memory:r:[0-9x,]+\"\\)\n");
        }

        @Test
        void what_a_test_asserts_with_is_no_step() {
            assertThat(run.message("unlocked")).doesNotContain("AssertionFailureBuilder");
        }

        @Test
        void what_is_left_out_is_one_step() {
            assertThat(run.message("tallied")).contains("read Tally.count Tally.java:");
            assertThat(run.status("talliedByWhatIsExcluded")).isEqualTo(SUCCESSFUL);
            assertThat(run.status("talliedByWhatIsNotIncluded")).isEqualTo(SUCCESSFUL);
        }

        @Test
        void a_limit_fails_a_test_that_asks_for_a_proof() {
            assertThat(run.status("unproved")).isEqualTo(FAILED);
            assertThat(run.message("unproved")).contains("a proof was asked for", "1 executions");
        }

        @Test
        void an_assumption_that_never_holds_aborts_a_test() {
            assertThat(run.status("neverAssumed")).isEqualTo(ABORTED);
        }

        @Test
        void an_assumption_that_holds_in_some_interleavings_does_not() {
            assertThat(run.status("sometimesAssumed")).isEqualTo(SUCCESSFUL);
        }

        @Test
        void each_execution_gets_the_arguments_of_the_test() {
            assertThat(run.status("[2] most = 2")).isEqualTo(SUCCESSFUL);
            assertThat(run.message("[1] most = 1"))
                    .contains("com.acme.Counting#untilThere(1)", "expected: <1> but was: <2>");
            assertThat(run.status("[2] unit = DAYS")).isEqualTo(SUCCESSFUL);
        }

        @ParameterizedTest
        @CsvSource({
            "locked, 'exhausted, level memory, 4 executions'",
            "unlocked, 'failed, level memory, 3 executions'",
            "bounded, 'stopped by the limit of 1 executions, level sync, 1 execution'"
        })
        void each_test_is_summed_up_in_a_line(String test, String line) {
            assertThat(run.entries().get(test)).containsExactly(line);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class OfTestsThatCannot {

        private Run run;

        @BeforeAll
        void runThem() {
            run = Run.of(Unfit.class);
        }

        @ParameterizedTest
        @CsvSource({
            "withAnArgumentThatNobodyProvides, No ParameterResolver registered for parameter [int",
            "withAnArgumentThatIsOfThisJvm, Unfit#withAnArgumentThatIsOfThisJvm is given org.junit",
            "[1] list = [one], Unfit#withAList is given java.util.",
            "leavesItselfOut, Unfit is what is explored",
            "repetition 1 of 2, Unfit#repeated has @RepeatedTest",
            "factory, Unfit#factory has @TestFactory",
            "withALimitThatIsNone, is not a duration",
            "withABoundThatIsNone, preemptions is a number from 0",
            "notDeterministic, uncontrolled nondeterminism",
            "handsAnAtomicToAnAssertion, AtomicInteger is handed to org.assertj",
            "endsTheProcess, the program ends its process with exit code 3 (at Unfit.java:",
            "neverEnds, timed out after",
            "neverEndsBeforeItIsALivelock, livelock",
            "atNoLevel, @Explore(level = {}) names no level",
            "startsAProcess, ProcessBuilder.start",
            "replaysAnotherProgram, the schedule is of another program",
            "replaysNoSchedule, is not a schedule; copy the whole word",
            "replaysNothing, Unfit#replaysNothing has @Replay with no schedule"
        })
        void they_are_refused_by_name(String test, String reason) {
            assertThat(run.status(test)).isEqualTo(FAILED);
            assertThat(run.message(test)).contains(reason);
        }

        @Test
        void tests_that_run_in_parallel_come_to_the_same() {
            Run run =
                    Run.of(
                            Counting.class,
                            Map.of(
                                    "junit.jupiter.execution.parallel.enabled", "true",
                                    "junit.jupiter.execution.parallel.mode.default", "concurrent",
                                    "junit.jupiter.execution.parallel.config.strategy", "fixed",
                                    "junit.jupiter.execution.parallel.config.fixed.parallelism",
                                            "2"));
            assertThat(run.status("locked")).isEqualTo(SUCCESSFUL);
            assertThat(run.status("bothHaveBegun")).isEqualTo(SUCCESSFUL);
            assertThat(run.message("unlocked")).contains("expected: <2> but was: <1>");
        }

        @Test
        void a_time_for_all_tests_that_is_none_is_refused() {
            Run run = Run.of(Counting.class, Map.of("tandem.suite.time", "soon"));
            assertThat(run.message("locked")).contains("'soon' is not a duration");
        }

        @Test
        void a_class_that_cannot_be_created_anew_is_refused() {
            assertThat(Run.of(Unfit.WithoutConstructor.class).message("isNotMade"))
                    .contains("Unfit$WithoutConstructor has no constructor without arguments");
        }
    }
}
