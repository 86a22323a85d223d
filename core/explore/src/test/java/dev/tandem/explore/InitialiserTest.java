// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Constants;
import dev.tandem.explore.samples.Initialisers;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class initialisers are part of what is explored, as the JVM runs them. */
class InitialiserTest {

    @ParameterizedTest
    @CsvSource({
        "numbers, 1 2|2 1",
        "needEachOther, done|deadlock",
        "needsAPiece, done|deadlock",
        "joinsALambda, deadlock",
        "waits, 5 5",
        "fails, ExceptionInInitializerError NoClassDefFoundError|NoClassDefFoundError ExceptionInInitializerError",
        "mayFail, 7 7|ExceptionInInitializerError NoClassDefFoundError|NoClassDefFoundError ExceptionInInitializerError",
        "failsAbove, ExceptionInInitializerError NoClassDefFoundError|NoClassDefFoundError ExceptionInInitializerError",
        "needsItself, 0 11",
        "leaks, 1 1",
        "inherits, derived!1",
        "inheritedField, 4 0"
    })
    void has_the_outcomes_of_a_jvm(String method, String expected) {
        Outcomes.check(Initialisers.class, method, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "singleton; 2 [a, b]|2 [b, a]",
                "bodies; 2211 {LARGE=3}1003",
                "numbers; 2 3|3 1|3 2",
                "fails; ExceptionInInitializerError NoClassDefFoundError",
                "indirectly; 5 36square",
                "constantsOfAnInterface; settings2[1, 3]44",
                "numbersOfInterfaces; 1 2|2 1",
                "reflection; 1 10",
                "handles; 1 10",
                "contextLoader; true"
            })
    void the_state_of_enums_and_interfaces_starts_afresh(String method, String expected) {
        Outcomes.check(Constants.class, method, expected);
    }

    @Test
    void an_enum_can_lose_an_update() {
        assertThat(Outcomes.of(Constants.class, "racing", Level.SYNC, true)).containsExactly("2");
        assertThat(Outcomes.of(Constants.class, "racing", Level.MEMORY, true)).contains("1", "2");
    }
}
