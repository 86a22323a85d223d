// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Sharing;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever threads can take notice of each other, others may come first. */
class SharingTest {

    @ParameterizedTest
    @CsvSource({
        "isAlive, false false|true false",
        "getState, BLOCKED|RUNNABLE",
        "getStateOfAnother, BLOCKED|RUNNABLE|WAITING",
        "isInterrupted, false false true|false true false|true true false",
        "interruptedInside, acquired|interrupted",
        "buffer, abx|ax|axb|x|xa|xab",
        "random, mine|theirs",
        "printed, a|ab|nothing",
        "wakesTwice, deadlock|done"
    })
    void sees_where_threads_meet(String method, String expected) {
        Outcomes.check(Sharing.class, method, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "afterALoop, 0|1",
        "eitherOfTwo, 0 1|1 0|1 1",
        "threeRounds, 0|1|2|3",
        "recursive, false|true"
    })
    void sees_all_that_a_loop_can_see(String method, String expected) {
        Set<String> all = Set.of(expected.split("\\|"));
        for (Level level : List.of(Level.VOLATILE, Level.MEMORY)) {
            assertThat(Outcomes.of(Sharing.class, method, level, true)).isEqualTo(all);
        }
        assertThat(Outcomes.of(Sharing.class, method, Level.MEMORY, false)).isEqualTo(all);
    }

    @Test
    void sees_through_a_buffer() {
        assertThat(Outcomes.of(Sharing.class, "wrapped", Level.MEMORY, true)).contains("0", "7");
    }

    @Test
    void knows_the_handles_of_a_nest() {
        for (Level level : List.of(Level.VOLATILE, Level.MEMORY)) {
            assertThat(Outcomes.of(Sharing.class, "byHandleAndByName", level, true))
                    .containsExactly("5", "6");
        }
    }
}
