// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.Correct;
import dev.tandem.spi.WorkloadSpec.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** There are no false alarms. */
class CorrectTest {

    static Stream<String> programs() {
        return Arrays.stream(Correct.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void proves_what_is_correct_at_every_level(String program) {
        for (Level level : Level.values()) {
            ExplorationResult result = Samples.explore(Correct.class, program, level);
            assertThat(result.failure()).as("%s", level).isEmpty();
            assertThat(result.stop()).as("%s", level).isEqualTo(Stop.EXHAUSTED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "clocksAgree, agree",
        "uuid, 42",
        "hiddenParent, 1",
        "turns, 3",
        "countsWhatIsItsOwn, 9",
        "spinLock, 2",
        "cancelled, caused",
        "busyWaitForAValue, 1",
        "busyWaitForAnElement, element"
    })
    void has_one_outcome(String program, String outcome) {
        assertThat(Outcomes.of(Correct.class, program, Level.SYNC, true)).containsExactly(outcome);
    }
}
