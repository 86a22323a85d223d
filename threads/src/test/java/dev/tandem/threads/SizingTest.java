// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Mark;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizingTest {

    private static final double MS = 1e6;

    @Test
    void goetzKeepsTheProcessorsAsBusyAsTheyAreMeantToBe() {
        assertThat(new PoolFormulas(4, 1, 1, 50 * MS, 5 * MS).goetz()).isEqualTo(44);
        assertThat(new PoolFormulas(4, 0.5, 1, 50 * MS, 5 * MS).goetz()).isEqualTo(22);
        assertThat(new PoolFormulas(4, 1, 1, 0, 5 * MS).goetz()).isEqualTo(4);
        assertThat(new PoolFormulas(1, 0.01, 1, 0, 5 * MS).goetz()).isOne();
    }

    @Test
    void littleCountsTheTasksThatAreUnderWayAtOnce() {
        assertThat(new PoolFormulas(4, 1, 100, 50 * MS, 5 * MS).little()).isEqualTo(6);
        assertThat(new PoolFormulas(4, 1, 1, 50 * MS, 5 * MS).little()).isOne();
    }

    @Test
    void aSizeOutOfSightIsNotDrawn() {
        Series drawn = new PoolFormulas(4, 1, 100, 50 * MS, 5 * MS).on(Series.of("x", "y"), 16);

        assertThat(drawn.marks()).containsExactly(new Mark("Little", 6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"io", "cpu"})
    void everySizeIsOnTheCurve(String variant) {
        Map<String, Object> evidence =
                Runs.of(new Sizing())
                        .variant(variant)
                        .with("threads", 4)
                        .with("wait", "1ms")
                        .with("n", 5)
                        .with("tasks", 1)
                        .with("rounds", 3)
                        .observe()
                        .evidence();

        assertThat(evidence.get("best")).isIn(1, 2, 4);
        assertThat(evidence.get("curve"))
                .asInstanceOf(InstanceOfAssertFactories.type(Series.class))
                .satisfies(series ->
                        assertThat(series.lines().getFirst().points())
                                .extracting("x")
                                .isEqualTo(List.of(1.0, 2.0, 4.0)));
    }

    @Test
    void tasksThatWaitWantMoreThreadsThanThereAreProcessors() {
        assertThat(
                        Runs.of(new Sizing())
                                .with("threads", 1)
                                .with("wait", "10ms")
                                .with("n", 1)
                                .with("rounds", 3)
                                .observe()
                                .evidence()
                                .get("goetz"))
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isGreaterThan(Runtime.getRuntime().availableProcessors());
    }
}
