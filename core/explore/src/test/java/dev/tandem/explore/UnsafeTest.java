// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.ByOffset;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accessed by {@code Unsafe} is accessed as by its name, in the mode of the call. */
class UnsafeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"queue", "exchanged", "added", "statics", "published", "elements", "parks"})
    void what_is_right_is_proved_at_every_level(String program) {
        Samples.assertProved(ByOffset.class, program);
    }

    @ParameterizedTest
    @CsvSource({"brokenQueue, 1|2", "twoSteps, 1|2", "outsideOfTheHeap, 1|2"})
    void what_gets_lost_between_two_accesses_is_found(String program, String expected) {
        for (Level level : new Level[] {Level.VOLATILE, Level.MEMORY}) {
            assertThat(Outcomes.of(ByOffset.class, program, level, true))
                    .containsExactlyInAnyOrder(expected.split("\\|"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"publishedPlainly", "byNameAndByOffset", "sameElement", "withinANumber"})
    void a_race_is_found(String program) {
        Samples.assertRace(ByOffset.class, program);
    }

    @ParameterizedTest
    @CsvSource({
        "copied, 'calls Unsafe.copyMemory, which accesses memory'",
        "withoutAnObject, memory outside of the heap",
        "finalField, 'ByOffset$Cell.fixed, which is final'",
        "beyondTheEnd, element 2 of an array of 1",
        "withoutAConstructor, calls Unsafe.allocateInstance"
    })
    void what_the_explorer_does_not_see_is_refused(String program, String reason) {
        Samples.assertRefused(ByOffset.class, program, reason);
    }

    @Test
    void the_place_of_an_access_is_shown() {
        Failure failure =
                Samples.explore(ByOffset.class, "sameElement", Level.MEMORY)
                        .failure()
                        .orElseThrow();

        assertThat(failure.steps()).anyMatch(row -> row.operation().equals("Unsafe.putInt"));
    }
}
