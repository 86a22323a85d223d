package dev.tandem.core.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.core.explore.ExplorationResult.OutcomeRow;
import dev.tandem.core.explore.ExplorationResult.Stop;
import dev.tandem.core.explore.ExploreRequest.Kind;
import dev.tandem.core.explore.samples.Constants;
import dev.tandem.core.explore.samples.Initialisers;
import dev.tandem.core.spi.WorkloadSpec.Level;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Class initialisers are part of what is explored, as the JVM runs them. */
class InitialiserTest {

    private static ExplorationResult explore(
            Class<?> program, String method, Level level, boolean reduced) {
        var subject = new Subject.OfClass(program.getName(), method, program.getClassLoader());
        ExploreRequest request =
                ExploreRequest.of(subject)
                        .at(level)
                        .by(Kind.DFS, ExploreRequest.UNBOUNDED, reduced)
                        .keepingGoing(true);
        return Explorer.explore(request, (executions, steps) -> {}, () -> false);
    }

    /** Every outcome, and every kind of failure. */
    private static Set<String> outcomes(ExplorationResult result) {
        assertThat(result.stop()).isIn(Stop.EXHAUSTED, Stop.FAILED);
        return result.outcomes().stream()
                .map(OutcomeRow::label)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "numbers, 1 2|2 1",
        "needEachOther, done|deadlock",
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
        check(Initialisers.class, method, expected);
    }

    private static void check(Class<?> program, String method, String expected) {
        Set<String> all = new TreeSet<>(Set.of(expected.split("\\|")));
        for (Level level : Level.values()) {
            assertThat(outcomes(explore(program, method, level, true)))
                    .as("%s", level)
                    .isEqualTo(all);
        }
        assertThat(outcomes(explore(program, method, Level.SYNC, false))).isEqualTo(all);
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
                "numbersOfInterfaces; 1 2|2 1"
            })
    void the_state_of_enums_and_interfaces_starts_afresh(String method, String expected) {
        check(Constants.class, method, expected);
    }

    @Test
    void an_enum_can_lose_an_update() {
        assertThat(outcomes(explore(Constants.class, "racing", Level.SYNC, true)))
                .containsExactly("2");
        assertThat(outcomes(explore(Constants.class, "racing", Level.MEMORY, true)))
                .contains("1", "2");
    }
}
