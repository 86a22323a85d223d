// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldingTest {

    @Test
    void a_short_schedule_stays_as_it_is() {
        assertThat(Folding.fold(List.of("0x2", "1", "0", "1", "0", "1")))
                .isEqualTo("0x2,1,0,1,0,1");
        assertThat(Folding.fold(List.of())).isEmpty();
    }

    @Test
    void what_repeats_itself_is_written_once() {
        List<String> runs = new ArrayList<>(List.of("0x4", "3"));
        runs.addAll(
                Collections.nCopies(100, List.of("1x4", "2=1")).stream()
                        .flatMap(List::stream)
                        .toList());
        runs.add("1x4");

        assertThat(Folding.fold(runs)).isEqualTo("0x4,3,1x4.2=1@100,1x4");
    }

    @Test
    void what_was_folded_is_unfolded_to_the_same() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<String> runs = new ArrayList<>();
            int size = random.nextInt(300);
            while (runs.size() < size) {
                List<String> group = new ArrayList<>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    group.add(random.nextInt(3) + (random.nextBoolean() ? "x2" : ""));
                }
                for (int times = random.nextInt(20); times >= 0; times--) {
                    runs.addAll(group);
                }
            }
            assertThat(Folding.unfold(Folding.fold(runs))).isEqualTo(runs);
        }
    }

    @Test
    void a_schedule_that_nobody_could_follow_is_refused() {
        assertThatThrownBy(() -> Schedule.parse("1:0:sync:r:0.1@9999999"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> Schedule.parse("1:0:sync:r:0x9999999,1x9999999"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("more than 10000000 steps");
        assertThatThrownBy(() -> Schedule.parse("1:0:sync:r:0@,1@@2"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("no part of a schedule");
    }
}
