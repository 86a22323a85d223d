// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.BusyWaits;
import dev.tandem.explore.samples.SpinLocks;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A loop that waits for another thread is no livelock, and one in which nobody gets on is. */
class BusyWaitTest {

    private static ExplorationResult explore(Class<?> type, String program, Level level) {
        var subject = new Subject.OfClass(type.getName(), program, type.getClassLoader());
        return Explorer.explore(
                ExploreRequest.of(subject).at(level), (executions, steps) -> {}, () -> false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"flag", "lookingFlag", "restingFlag", "tickets", "clh", "mcs"})
    void proves_that_a_spin_lock_is_one(String lock) {
        for (Level level : Level.values()) {
            ExplorationResult result = explore(SpinLocks.class, lock, level);

            assertThat(result.failure()).as("%s", level).isEmpty();
            assertThat(result.stop()).as("%s", level).isEqualTo(Stop.EXHAUSTED);
            assertThat(result.outcomes()).extracting(OutcomeRow::label).containsExactly("2");
        }
    }
}
