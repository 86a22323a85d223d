// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.world.Trace;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a sampling strategy decides in one execution says nothing about what it decides in another,
 * in that of a neighbouring seed, or in either of them some decisions later.
 */
class SamplingTest {

    private static final int DECISIONS = 1_000;
    private static final int EXECUTIONS = 40;
    private static final int FARTHEST = 5;

    private static final LongFunction<Sampling> RANDOM = RandomWalk::new;
    private static final LongFunction<Sampling> PCT = seed -> new Pct(seed, 3);

    private static final LongFunction<Sampling> SURW = Surw::new;

    static Stream<LongFunction<Sampling>> strategies() {
        return Stream.of(RANDOM, PCT, SURW);
    }

    private static void begin(Sampling strategy, long execution) {
        strategy.number(execution);
        strategy.executionStarts(new Trace());
    }

    private static int[] values(LongFunction<Sampling> strategies, long seed, long execution) {
        Sampling strategy = strategies.apply(seed);
        begin(strategy, execution);
        return Arrays.stream(new int[DECISIONS]).map(i -> strategy.nextInt(2)).toArray();
    }

    /** Which of 64 threads goes first, which of those that are left second, and so on. */
    private static int[] order(LongFunction<Sampling> strategies, long seed, long execution) {
        Sampling strategy = strategies.apply(seed);
        begin(strategy, execution);
        int[] order = new int[Long.SIZE];
        long enabled = ~0L;
        for (int i = 0; i < order.length; i++) {
            order[i] = strategy.nextTask(enabled, -1);
            enabled &= ~(1L << order[i]);
        }
        return order;
    }

    private static List<int[]> neighbours(
            LongFunction<Sampling> strategies, Decisions decisions, long execution) {
        return List.of(
                decisions.of(strategies, 42, execution + 1),
                decisions.of(strategies, 43, execution),
                decisions.of(strategies, 43, execution + 1));
    }

    @FunctionalInterface
    private interface Decisions {
        int[] of(LongFunction<Sampling> strategies, long seed, long execution);
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void an_execution_is_the_same_each_time(LongFunction<Sampling> strategies) {
        assertThat(values(strategies, 42, 7)).isEqualTo(values(strategies, 42, 7));
        assertThat(order(strategies, 42, 7)).isEqualTo(order(strategies, 42, 7));
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void values_are_not_those_of_a_neighbour_shifted(LongFunction<Sampling> strategies) {
        for (long execution = 0; execution < EXECUTIONS; execution++) {
            int[] own = values(strategies, 42, execution);
            for (int[] other : neighbours(strategies, SamplingTest::values, execution)) {
                for (int shift = -FARTHEST; shift <= FARTHEST; shift++) {
                    // Half of them by chance, within five deviations.
                    assertThat(alike(own, other, shift, 0)).isBetween(415, 580);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void threads_are_not_those_of_a_neighbour_shifted(LongFunction<Sampling> strategies) {
        for (int shift = -FARTHEST; shift <= FARTHEST; shift++) {
            for (int renamed = -FARTHEST; renamed <= FARTHEST; renamed++) {
                int[] alike = new int[3];
                for (long execution = 0; execution < EXECUTIONS; execution++) {
                    int[] own = order(strategies, 42, execution);
                    List<int[]> others = neighbours(strategies, SamplingTest::order, execution);
                    for (int i = 0; i < alike.length; i++) {
                        alike[i] += alike(own, others.get(i), shift, renamed);
                    }
                }
                // About one in 64 by chance: 40 of 2,560, within seven deviations.
                assertThat(Arrays.stream(alike).boxed()).allMatch(count -> count < 90);
            }
        }
    }

    /** How often the other decides as the first has decided some decisions before. */
    private static int alike(int[] one, int[] other, int shift, int renamed) {
        int alike = 0;
        for (int i = Math.max(0, -shift); i < one.length - Math.max(0, shift); i++) {
            alike += one[i + shift] == other[i] + renamed ? 1 : 0;
        }
        return alike;
    }
}
