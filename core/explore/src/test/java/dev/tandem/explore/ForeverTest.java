// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Forever;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wait that ends after centuries only is one that nothing ends. */
class ForeverTest {

    static Stream<String> programs() {
        return Arrays.stream(Forever.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void the_longest_wait_is_a_deadlock(String program) {
        var subject =
                new Subject.OfClass(
                        Forever.class.getName(), program, Forever.class.getClassLoader());
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(subject).at(Level.SYNC),
                        (executions, steps) -> {},
                        () -> false);

        assertThat(result.failure()).map(Failure::kind).contains(Kind.DEADLOCK);
    }
}
