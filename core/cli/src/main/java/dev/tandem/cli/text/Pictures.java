// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.spi.evidence.Table;
import java.util.List;

/** Pictures, drawn with characters. */
public final class Pictures {

    private Pictures() {}

    /** Lines that fit the width of the screen, save those of a sketch, which stay as they are. */
    public static List<String> lines(Picture picture, Screen screen) {
        return switch (picture) {
            case Bars bars -> new BarChart(BarRow.of(bars), screen).lines();
            case Histogram histogram -> new BarChart(BarRow.of(histogram), screen).lines();
            case Series series -> new SeriesPlot(series, screen).lines();
            case Table table -> new TableView(table, screen).lines();
            case Sketch sketch -> sketch.text().lines().toList();
        };
    }

    /**
     * What a table says in a cell, in one line.
     *
     * @param column the name of its column, which says what a number is the number of
     */
    public static String cell(String column, Object value) {
        return switch (value) {
            case Double number -> Numbers.measured(number);
            case Float number -> Numbers.measured(number);
            case Integer number -> Numbers.whole(column, number);
            case Long number -> Numbers.whole(column, number);
            default -> Text.oneLine(String.valueOf(value));
        };
    }
}
