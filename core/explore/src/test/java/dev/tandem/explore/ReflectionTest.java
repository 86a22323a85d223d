// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.ByReflection;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accessed by reflection is accessed as by its name. */
class ReflectionTest {

    private static ExplorationResult explore(String program, Level level) {
        var subject =
                new Subject.OfClass(
                        ByReflection.class.getName(), program, ByReflection.class.getClassLoader());
        return Explorer.explore(
                ExploreRequest.of(subject).at(level), (executions, steps) -> {}, () -> false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"published", "oneAfterTheOther", "otherElements"})
    void what_is_right_is_proved_at_every_level(String program) {
        for (Level level : Level.values()) {
            ExplorationResult result = explore(program, level);

            assertThat(result.failure()).as("%s", level).isEmpty();
            assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
            assertThat(result.outcomes()).extracting(row -> row.label()).containsExactly("2");
        }
    }

    @Test
    void what_gets_lost_between_two_accesses_is_found() {
        for (Level level : new Level[] {Level.VOLATILE, Level.MEMORY}) {
            assertThat(Outcomes.of(ByReflection.class, "incremented", level, true))
                    .containsExactlyInAnyOrder("1", "2");
        }
        assertThat(Outcomes.of(ByReflection.class, "segment", Level.MEMORY, true))
                .containsExactlyInAnyOrder("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fields", "statics", "setter", "getter", "element", "byReference"})
    void a_race_is_found(String program) {
        Failure failure = explore(program, Level.MEMORY).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.DATA_RACE);
        assertThat(failure.message()).contains("by one (", "by other (", "ByReflection.java:");
    }

    @ParameterizedTest
    @CsvSource({
        "finalField, 'sets the field dev.tandem.explore.samples.ByReflection$Cell.fixed, which is final'",
        "ofTheJdk, accesses the field java.util.concurrent.Semaphore.sync",
        "elementSetter, calls MethodHandles.arrayElementSetter"
    })
    void what_the_explorer_does_not_see_is_refused(String program, String reason) {
        Failure failure = explore(program, Level.SYNC).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.UNCONTROLLED);
        assertThat(failure.message()).contains(reason, "at ByReflection.java:");
    }
}
