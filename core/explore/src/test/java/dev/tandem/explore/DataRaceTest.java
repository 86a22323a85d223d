// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.samples.RaceFree;
import dev.tandem.explore.samples.Racing;
import dev.tandem.explore.samples.RacingCalls;
import dev.tandem.explore.samples.ReadsAhead;
import dev.tandem.spi.WorkloadSpec.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every access has its place and its mode, and orders what that mode orders. */
class DataRaceTest {

    static Stream<Arguments> racing() {
        return Stream.of(Racing.class, RacingCalls.class)
                .flatMap(samples ->
                        programs(samples).map(program -> Arguments.of(samples, program)));
    }

    static Stream<String> raceFree() {
        return programs(RaceFree.class);
    }

    private static Stream<String> programs(Class<?> samples) {
        return Arrays.stream(samples.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("racing")
    void finds_the_race(Class<?> samples, String program) {
        Samples.assertRace(samples, program);
    }

    @ParameterizedTest
    @CsvSource({
        "namedByItsClass, ArrayDeque.add",
        "namedByItsInterface, Deque.add",
        "matcher, Matcher.find"
    })
    void tells_where_the_calls_are(String program, String call) {
        Failure failure =
                Samples.explore(RacingCalls.class, program, Level.MEMORY).failure().orElseThrow();
        List<StepRow> calls =
                failure.steps().stream().filter(row -> row.operation().equals(call)).toList();

        assertThat(calls).extracting(StepRow::thread).contains("one", "other");
        assertThat(calls)
                .extracting(StepRow::place)
                .allMatch(place -> failure.message().contains(call + " at " + place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"validated", "retried", "converted"})
    void takes_what_is_validated_for_no_race(String program) {
        ExplorationResult result = Samples.explore(ReadsAhead.class, program, Level.MEMORY);

        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
        assertThat(result.outcomes()).extracting(OutcomeRow::label).containsExactly("0");
    }

    @ParameterizedTest
    @MethodSource("raceFree")
    void proves_that_there_is_none(String program) {
        ExplorationResult result = Samples.explore(RaceFree.class, program, Level.MEMORY);

        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
    }
}
