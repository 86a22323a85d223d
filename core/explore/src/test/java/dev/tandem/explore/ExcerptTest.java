// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.Excerpt.Circle;
import dev.tandem.explore.Excerpt.Range;
import dev.tandem.explore.Failure.StepRow;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static List<StepRow> rows(int count, IntFunction<String> operation) {
        return IntStream.range(0, count)
                .mapToObj(i -> new StepRow("main", operation.apply(i), "", ""))
                .toList();
    }

    @Test
    void a_short_execution_is_shown_whole() {
        Excerpt excerpt = Excerpt.of(rows(100, i -> "same"), 100);

        assertThat(excerpt.ranges()).containsExactly(new Range(0, 100));
        assertThat(excerpt.leftOut()).isZero();
        assertThat(excerpt.circle()).isEmpty();
    }

    @Test
    void of_a_circle_the_first_and_the_last_time_round_are_shown() {
        Excerpt excerpt =
                Excerpt.of(rows(1_000, i -> i < 10 ? "step " + i : "in circle " + i % 3), 100);

        assertThat(excerpt.circle()).contains(new Circle(10, 3, 330));
        assertThat(excerpt.ranges()).containsExactly(new Range(0, 13), new Range(997, 1_000));
        assertThat(excerpt.leftOut()).isEqualTo(984);
    }

    @Test
    void a_circle_that_begins_late_leaves_something_out_before_it_too() {
        Excerpt excerpt =
                Excerpt.of(rows(1_000, i -> i < 500 ? "step " + i : "in circle " + i % 2), 100);

        assertThat(excerpt.circle()).contains(new Circle(500, 2, 250));
        assertThat(excerpt.ranges())
                .containsExactly(new Range(0, 60), new Range(500, 502), new Range(998, 1_000));
    }

    @Test
    void without_a_circle_the_beginning_and_the_end_are_shown() {
        Excerpt excerpt = Excerpt.of(rows(1_000, i -> "step " + i), 100);

        assertThat(excerpt.circle()).isEmpty();
        assertThat(excerpt.ranges()).containsExactly(new Range(0, 80), new Range(980, 1_000));
        assertThat(excerpt.shows(79)).isTrue();
        assertThat(excerpt.shows(80)).isFalse();
        assertThat(excerpt.shows(980)).isTrue();
    }

    @Test
    void never_more_is_shown_than_was_asked_for() {
        for (int circle = 1; circle <= 60; circle++) {
            int length = circle;
            Excerpt excerpt =
                    Excerpt.of(rows(1_000, i -> i < 300 ? "" + i : "c" + i % length), 100);

            assertThat(1_000 - excerpt.leftOut()).isBetween(1, 100);
        }
    }
}
