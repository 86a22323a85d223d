// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTestTest {

    private static ExplorationResult explore(String method) {
        var subject =
                new Subject.OfClass(
                        "dev.tandem.explore.samples.Purse",
                        method,
                        UnitTestTest.class.getClassLoader(),
                        42);
        return Explorer.explore(
                ExploreRequest.of(subject).at(Level.SYNC), (executions, steps) -> {}, () -> false);
    }

    @ParameterizedTest
    @CsvSource({"pays, 2 coins", "paysWhenRich, assumption failed"})
    void what_comes_before_and_after_a_test_is_run_with_it(String method, String outcome) {
        ExplorationResult result = explore(method);
        assertThat(result.failure()).isEmpty();
        assertThat(result.outcomes()).extracting(OutcomeRow::label).containsExactly(outcome);
    }

    @Test
    void a_failed_assertion_is_shown_where_the_test_makes_it() {
        Failure failure = explore("paysTwice").failure().orElseThrow();
        assertThat(failure.kind()).isEqualTo(Kind.FAILED_CHECK);
        assertThat(failure.message())
                .contains("expected: <0> but was: <1>")
                .contains("Purse.java:");
    }
}
