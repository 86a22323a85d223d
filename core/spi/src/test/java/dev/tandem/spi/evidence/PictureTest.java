// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tandem.spi.evidence.Histogram.Bin;
import dev.tandem.spi.evidence.Series.Mark;
import dev.tandem.spi.evidence.Series.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsRefused(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bars.of("ms").with("pool", number))
                .withMessageContaining("pool", "not finite");
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(number, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Point(0, number));
        assertThatIllegalArgumentException().isThrownBy(() -> new Mark("cores", number));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bin(number, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bin(1, number, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Histogram.of("", new double[] {1, number}, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a"), List.of(List.of(number))));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Bin(1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bin(0, 1, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Histogram("", List.of(new Bin(0, 2, 1), new Bin(1, 3, 1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Histogram.of("", new double[] {1}, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of(1))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Table(List.of("a"), List.of(List.of(List.of()))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Table(List.of(), List.of()));
    }

    @Test
    void whatIsAddedComesLastAndLeavesTheFirstAsItWas() {
        Bars none = Bars.of("ms");
        assertThat(none.with("a", 1).with("b", 2).bars())
                .extracting("label")
                .containsExactly("a", "b");
        assertThat(none.bars()).isEmpty();

        Series series = Series.of("threads", "speed-up").with("pool", List.of(new Point(1, 1)));
        assertThat(series.marked("cores", 2).marks()).containsExactly(new Mark("cores", 2));
        assertThat(series.marked("cores", 2).lines()).isEqualTo(series.lines());
        assertThat(series.marks()).isEmpty();
    }

    @Test
    void listsAreCopied() {
        List<Object> row = new ArrayList<>(List.of(1));
        List<List<Object>> rows = new ArrayList<>(List.of(row));
        Table table = new Table(List.of("a"), rows);
        row.set(0, 2);
        rows.clear();

        assertThat(table.rows()).containsExactly(List.of(1));
    }

    @Test
    void aHistogramCountsEveryValueOnce() {
        assertThat(Histogram.of("ms", new double[] {0, 1, 2, 3, 4, 5, 10}, 5).bins())
                .containsExactly(
                        new Bin(0, 2, 2),
                        new Bin(2, 4, 2),
                        new Bin(4, 6, 2),
                        new Bin(6, 8, 0),
                        new Bin(8, 10, 1));
        assertThat(Histogram.of("ms", new double[0], 5).bins()).isEmpty();
    }

    @Test
    void aHistogramOfExtremeValuesHasFiniteBins() {
        double most = Double.MAX_VALUE;
        double[][] samples = {
            {7, 7, 7},
            {0},
            {-0.0, 0.0},
            {-0.0, 5},
            {most},
            {-most},
            {Double.MIN_VALUE},
            {-most, most},
            {1, Math.nextUp(1.0)},
            {0.1, 0.7}
        };
        for (double[] values : samples) {
            assertThat(Histogram.of("", values, 10).bins().stream().mapToLong(Bin::count).sum())
                    .isEqualTo(values.length);
        }
    }
}
