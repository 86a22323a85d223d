// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.page.Svg.Anchor;
import dev.tandem.cli.text.BarRow;
import dev.tandem.cli.text.Pictures;
import dev.tandem.cli.text.Span;
import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.spi.evidence.Table;
import java.util.List;
import java.util.stream.DoubleStream;

/** Pictures as drawings for a page: SVG that needs nothing but itself. */
public final class SvgPicture {

    private static final double GAP = 2 * Svg.COLUMN;
    private static final double BARS = 320;

    private SvgPicture() {}

    /**
     * A whole {@code svg} element, well-formed whatever the picture says.
     *
     * @param title what the picture is called, for those who do not see it
     */
    public static String of(String title, Picture picture) {
        var svg = new Svg();
        switch (picture) {
            case Bars bars -> draw(svg, BarRow.of(bars));
            case Histogram histogram -> draw(svg, BarRow.of(histogram));
            case Series series -> SvgSeries.draw(svg, series);
            case Table table -> draw(svg, table);
            case Sketch sketch -> {
                double y = 0;
                for (String line : sketch.text().lines().toList()) {
                    svg.text(0, y, Anchor.START, line.replace("\t", "        "));
                    y += Svg.ROW;
                }
            }
        }
        return svg.whole(title);
    }

    private static void draw(Svg svg, List<BarRow> rows) {
        if (rows.isEmpty()) {
            svg.text(0, 0, Anchor.START, "none");
            return;
        }
        double labels = rows.stream().mapToDouble(row -> Svg.width(row.label())).max().orElse(0);
        double texts = rows.stream().mapToDouble(row -> Svg.width(row.text())).max().orElse(0);
        double left = labels + GAP + texts + GAP;
        var values =
                DoubleStream.concat(DoubleStream.of(0), rows.stream().mapToDouble(BarRow::value));
        var span = Span.of(values.toArray());
        double zero = span.share(0) * BARS;
        double y = 0;
        for (BarRow row : rows) {
            double end = span.share(row.value()) * BARS;
            svg.text(0, y, Anchor.START, row.label());
            svg.text(left - GAP, y, Anchor.END, row.text());
            if (row.value() != 0) {
                svg.bar(left + Math.min(zero, end), y + 3, Math.abs(end - zero), Svg.ROW - 6);
            }
            y += Svg.ROW;
        }
        svg.rule(left + zero, 0, left + zero, y, false);
    }

    private static void draw(Svg svg, Table table) {
        double x = 0;
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            List<Object> cells = table.rows().stream().map(row -> row.get(column)).toList();
            boolean numbers = !cells.isEmpty() && cells.stream().allMatch(Number.class::isInstance);
            String name = Text.oneLine(table.columns().get(i));
            double width =
                    Math.max(
                            Svg.width(name),
                            cells.stream()
                                    .mapToDouble(c -> Svg.width(Pictures.cell(name, c)))
                                    .max()
                                    .orElse(0));
            Anchor anchor = numbers ? Anchor.END : Anchor.START;
            double at = numbers ? x + width : x;
            svg.text(at, 0, anchor, name);
            for (int row = 0; row < cells.size(); row++) {
                svg.text(at, (row + 1) * Svg.ROW, anchor, Pictures.cell(name, cells.get(row)));
            }
            x += width + GAP;
        }
        svg.rule(0, Svg.ROW, x - GAP, Svg.ROW, false);
    }
}
