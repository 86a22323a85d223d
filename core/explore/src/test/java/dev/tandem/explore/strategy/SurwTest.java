// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.world.Forest;
import dev.tandem.explore.world.Forest.Thread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurwTest {

    private static final int EACH = 1_000;

    private static final Forest LONG_AND_SHORT =
            new Forest(List.of(new Thread(-1, 1, 2, 3, 4), new Thread(-1, 5, 6)));

    /** One thread starts two, one of which starts two more. */
    private static final Forest FAMILY =
            new Forest(
                    List.of(
                            new Thread(-1, 1),
                            new Thread(0, 2, 3),
                            new Thread(0, 4),
                            new Thread(1, 5),
                            new Thread(1, 6)));

    private static final int SHARED = 9;

    private static final Forest FEW_OF_MANY =
            new Forest(
                    List.of(
                            new Thread(-1, 1, 2, 3, 4, SHARED, 5, SHARED),
                            new Thread(-1, SHARED, 6, SHARED)));

    /** How often each order is drawn, in those executions that select alike. */
    private static Map<String, Integer> orders(
            Sampling strategy, Forest program, int place, int orders) {
        Map<String, Integer> counts = new HashMap<>();
        int parity = place == 0 ? 0 : 1;
        for (int i = 0; i < Sampling.ALONE + 2 * EACH * orders; i++) {
            strategy.number(i);
            String order = program.order(strategy, place);
            if (i >= Sampling.ALONE && i % 2 == parity) {
                counts.merge(order, 1, Integer::sum);
            }
        }
        return counts;
    }

    private static double chiSquare(Map<String, Integer> counts) {
        return counts.values().stream()
                .mapToDouble(count -> Math.pow(count - EACH, 2) / EACH)
                .sum();
    }

    @Test
    void every_order_of_a_long_thread_and_a_short_one_is_drawn_alike() {
        Map<String, Integer> counts = orders(new Surw(1), LONG_AND_SHORT, 0, 15);

        assertThat(counts).hasSize(15);
        // Exceeded once in a thousand times, for 14 degrees of freedom.
        assertThat(chiSquare(counts)).isLessThan(36.1);
        assertThat(chiSquare(orders(new RandomWalk(1), LONG_AND_SHORT, 0, 15)))
                .isGreaterThan(1_000);
    }

    @Test
    void what_a_thread_is_still_to_start_counts_as_its_own() {
        // Thread 2 goes at any of five moments; threads 3 and 4 in either order: ten orders.
        Map<String, Integer> counts = orders(new Surw(1), FAMILY, 0, 10);

        assertThat(counts).hasSize(10);
        assertThat(chiSquare(counts)).isLessThan(27.9);
    }

    @Test
    void every_order_of_the_selected_steps_is_drawn_alike_among_others() {
        Map<String, Integer> counts = orders(new Surw(1), FEW_OF_MANY, SHARED, 6);

        assertThat(counts).hasSize(6);
        assertThat(chiSquare(counts)).isLessThan(20.5);
    }
}
