// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.ByReflection;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accessed by reflection is accessed as by its name. */
class ReflectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"published", "oneAfterTheOther", "otherElements"})
    void what_is_right_is_proved_at_every_level(String program) {
        Samples.assertProved(ByReflection.class, program);
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
        Samples.assertRace(ByReflection.class, program);
    }

    @ParameterizedTest
    @CsvSource({
        "finalField, 'sets the field dev.tandem.explore.samples.ByReflection$Cell.fixed, which is final'",
        "ofTheJdk, accesses the field java.util.concurrent.Semaphore.sync",
        "elementSetter, calls MethodHandles.arrayElementSetter"
    })
    void what_the_explorer_does_not_see_is_refused(String program, String reason) {
        Samples.assertRefused(ByReflection.class, program, reason);
    }
}
