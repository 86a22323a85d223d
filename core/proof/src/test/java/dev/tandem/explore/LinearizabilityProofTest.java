// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.linearizable.Linearizability;
import dev.tandem.explore.samples.Structures.BrokenCounter;
import dev.tandem.explore.samples.Structures.BrokenStack;
import dev.tandem.explore.samples.Structures.RightCounter;
import dev.tandem.explore.samples.Structures.RightStack;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same structures under another checker of linearizability, with the same verdict. */
@Tag("lincheck")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class LinearizabilityProofTest {

    private static final int ITERATIONS = 5;
    private static final int INVOCATIONS = 500;

    /** What Lincheck has found no fault in. */
    private final Set<Class<?>> right = new HashSet<>();

    /** Lincheck creates each of these by its constructor without arguments. */
    public static final class OfRightCounter {
        private final RightCounter counter = new RightCounter();

        @Operation
        public int increment() {
            return counter.increment();
        }
    }

    public static final class OfBrokenCounter {
        private final BrokenCounter counter = new BrokenCounter();

        @Operation
        public int increment() {
            return counter.increment();
        }
    }

    public static final class OfRightStack {
        private final RightStack stack = new RightStack();

        @Operation
        public void push(@Param(gen = IntGen.class) int value) {
            stack.push(value);
        }

        @Operation
        public @Nullable Integer pop() {
            return stack.pop();
        }
    }

    public static final class OfBrokenStack {
        private final BrokenStack stack = new BrokenStack();

        @Operation
        public void push(@Param(gen = IntGen.class) int value) {
            stack.push(value);
        }

        @Operation
        public @Nullable Integer pop() {
            return stack.pop();
        }
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                Arguments.of(RightCounter.class, OfRightCounter.class),
                Arguments.of(BrokenCounter.class, OfBrokenCounter.class),
                Arguments.of(RightStack.class, OfRightStack.class),
                Arguments.of(BrokenStack.class, OfBrokenStack.class));
    }

    @BeforeAll
    void runLincheck() {
        ChangedOnce.during(() ->
                structures()
                        .filter(structure -> isRightForLincheck(theirs(structure)))
                        .forEach(structure -> right.add(theirs(structure))));
    }

    private static Class<?> theirs(Arguments structure) {
        return (Class<?>) structure.get()[1];
    }

    @ParameterizedTest
    @MethodSource("structures")
    void agrees_with_another_checker(Class<?> type, Class<?> theirs) {
        boolean isRight = Linearizability.of(type).explore(() -> false).counterexample().isEmpty();

        assertThat(isRight).isEqualTo(right.contains(theirs));
    }

    private static boolean isRightForLincheck(Class<?> type) {
        try {
            new ModelCheckingOptions()
                    .iterations(ITERATIONS)
                    .invocationsPerIteration(INVOCATIONS)
                    .check(type);
            return true;
        } catch (LincheckAssertionError e) {
            return false;
        }
    }
}
