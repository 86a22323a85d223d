// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.samples.Uncommon;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seldom used is not taken for wrong. */
class UncommonTest {

    @ParameterizedTest
    @CsvSource({
        "givesUp, interrupted",
        "nothingToGoThrough, completed",
        "inheritsState, completed",
        "choosesWhileCreating, first of 1",
        "inherits, 2",
        "genericType, 2 of 2? extends T",
        "virtualByReflection, false",
        "handledForAll, 2",
        "cleanedOnce, 1",
        "handleOfAConstant, 2"
    })
    void is_proved_at_every_level(String program, String outcome) {
        var subject =
                new Subject.OfClass(
                        Uncommon.class.getName(), program, Uncommon.class.getClassLoader());
        for (Level level : Level.values()) {
            ExplorationResult result =
                    Explorer.explore(
                            ExploreRequest.of(subject).at(level),
                            (executions, steps) -> {},
                            () -> false);
            assertThat(result.isProof()).as("%s %s", level, result.failure()).isTrue();
            assertThat(result.outcomes()).extracting(OutcomeRow::label).containsExactly(outcome);
        }
    }
}
