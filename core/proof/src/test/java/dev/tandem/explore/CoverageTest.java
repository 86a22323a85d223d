// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.Coverage;
import dev.tandem.explore.samples.Pools;
import dev.tandem.explore.samples.Uncovered;
import dev.tandem.explore.samples.Waits;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What threads are made of in the JDK does under the explorer what its documentation says, as long
 * as nothing happens for no reason and nobody's time is up too early.
 */
class CoverageTest {

    private static final int STEPS = 5_000;

    /** Increments that are not atomic may be lost, where their parts can be told apart. */
    private static final Set<String> LOSING = Set.of("varHandleLost", "varHandleArray");

    static Stream<Arguments> programs() {
        return Stream.of(Coverage.class, Pools.class, Waits.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> Arguments.of(method.getDeclaringClass(), method.getName()));
    }

    private static ExplorationResult explore(Class<?> type, String method, Level level, int limit) {
        return explore(type, method, level, limit, STEPS);
    }

    private static ExplorationResult explore(
            Class<?> type, String method, Level level, int limit, int steps) {
        var subject = new Subject.OfClass(type.getName(), method, type.getClassLoader());
        return Explorer.explore(
                ExploreRequest.of(subject).at(level).in(Environment.CALM).limited(limit, steps),
                (executions, taken) -> {},
                () -> false);
    }

    private static List<String> labels(ExplorationResult result) {
        return result.outcomes().stream().map(OutcomeRow::label).sorted().toList();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void has_one_outcome_in_every_interleaving(Class<?> type, String program) {
        ExplorationResult result = explore(type, program, Level.SYNC, 20_000);

        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(labels(result)).containsExactly("2");
    }

    @ParameterizedTest
    @MethodSource("programs")
    void has_no_data_race_and_no_other_outcome(Class<?> type, String program) {
        ExplorationResult result = explore(type, program, Level.MEMORY, 500);

        assertThat(result.failure()).isEmpty();
        if (LOSING.contains(program)) {
            assertThat(labels(result)).containsExactly("1", "2");
        } else {
            assertThat(labels(result)).containsExactly("2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "parallelSort, Arrays.parallelSort",
        "standardInput, its standard input",
        "halts, with exit code 3",
        "swallows, with exit code 0",
        "startsByReflection, calls a method of java.lang.Thread",
        "createsByReflection, loads java.util.concurrent.Semaphore",
        "combinesHandles, a variable handle that was not found by"
    })
    void says_what_it_does_not_control(String program, String message) {
        Failure failure = explore(Uncovered.class, program, Level.SYNC, 10).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.UNCONTROLLED);
        assertThat(failure.message()).contains(message);
    }

    @Test
    void names_the_input_and_output_that_it_leaves_as_it_is() {
        assertThat(explore(Uncovered.class, "files", Level.SYNC, 10).notes().getFirst())
                .startsWith("input and output is done for real")
                .containsPattern(
                        "Files.createTempFile at Uncovered.java:\\d+, Files.delete at Uncovered.java:\\d+, new FileInputStream at Uncovered.java:\\d+$");
        assertThat(explore(Uncovered.class, "spins", Level.SYNC, 10).notes())
                .noneMatch(note -> note.startsWith("input and output is done"));
    }

    @ParameterizedTest
    @CsvSource({
        "spins, 'no end: main goes round a loop, and nobody is left'",
        "counts, no end after 300 steps"
    })
    void says_why_a_loop_is_endless_and_where(String program, String why) {
        Failure failure =
                explore(Uncovered.class, program, Level.SYNC, 10, 300).failure().orElseThrow();

        assertThat(failure.kind()).isEqualTo(Kind.LIVELOCK);
        assertThat(failure.message()).startsWith(why).contains("; main is at Uncovered.java:");
    }
}
