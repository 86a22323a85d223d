// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.page.Svg.Anchor;
import dev.tandem.cli.page.Svg.Place;
import dev.tandem.cli.text.Span;
import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Line;
import dev.tandem.spi.evidence.Series.Mark;
import dev.tandem.spi.evidence.Series.Point;
import java.util.List;

/** Lines over one axis, drawn for a page. */
final class SvgSeries {

    /** Of middle brightness, so that they can be seen on light and on dark. */
    private static final List<String> COLOURS =
            List.of("#3b82c4", "#d97706", "#2f9e44", "#c2417c", "#7c6bd6", "#8a8a2f");

    private static final double WIDTH = 560;
    private static final double HEIGHT = 240;

    /** Where on an axis there are numbers. */
    private static final double[] TICKS = {0, 0.5, 1};

    /** With more points than this, dots on them would hide the line. */
    private static final int MOST_DOTS = 50;

    private final Svg svg;
    private final Series series;
    private final Span across;
    private final Span up;
    private final double left;
    private final double top;

    private SvgSeries(Svg svg, Series series) {
        this.svg = svg;
        this.series = series;
        across = Span.across(series);
        up = Span.up(series);
        double beside =
                Math.max(
                        Svg.width(up.written(TICKS).apply(up.high())),
                        Svg.width(up.written(TICKS).apply(up.low())));
        left =
                Svg.COLUMN
                        + Math.max(
                                beside, Svg.width(across.written(TICKS).apply(across.low())) / 2);
        top = (1.5 + series.marks().size()) * Svg.ROW;
    }

    static void draw(Svg svg, Series series) {
        if (series.lines().stream().allMatch(line -> line.points().isEmpty())) {
            svg.text(0, 0, Anchor.START, "none");
            return;
        }
        var drawing = new SvgSeries(svg, series);
        drawing.axes();
        drawing.marks();
        drawing.lines();
    }

    private void axes() {
        double bottom = top + HEIGHT;
        svg.text(0, 0, Anchor.START, Text.oneLine(series.y()));
        svg.rule(left, top, left, bottom, false);
        svg.rule(left, bottom, left + WIDTH, bottom, false);
        for (double share : TICKS) {
            String upwards = up.written(TICKS).apply(up.at(share));
            double y = top + (1 - share) * HEIGHT;
            svg.text(left - Svg.COLUMN, y - Svg.ROW / 2, Anchor.END, upwards);
            String sideways = across.written(TICKS).apply(across.at(share));
            svg.text(left + share * WIDTH, bottom + 4, Anchor.MIDDLE, sideways);
        }
        String name = Text.oneLine(series.x());
        double middle = Math.max(0, left + (WIDTH - Svg.width(name)) / 2);
        svg.text(middle, bottom + 4 + Svg.ROW, Anchor.START, name);
    }

    /** Each has its name in a row of its own above the plot. */
    private void marks() {
        double y = Svg.ROW;
        for (Mark mark : series.marks()) {
            double x = left + across.share(mark.x()) * WIDTH;
            String label = Text.oneLine(mark.label());
            boolean beyond = x + Svg.width(label) > left + WIDTH && x > Svg.width(label);
            svg.rule(x, y, x, top + HEIGHT, true);
            svg.text(beyond ? x - 4 : x + 4, y, beyond ? Anchor.END : Anchor.START, label);
            y += Svg.ROW;
        }
    }

    private void lines() {
        double legend = top + HEIGHT + 4 + 2 * Svg.ROW;
        for (int i = 0; i < series.lines().size(); i++) {
            Line line = series.lines().get(i);
            String colour = COLOURS.get(i % COLOURS.size());
            List<Place> places = line.points().stream().map(this::place).toList();
            svg.path(places, colour);
            if (places.size() <= MOST_DOTS) {
                places.forEach(place -> svg.dot(place, colour));
            }
            if (!line.label().isEmpty()) {
                svg.dot(new Place(left + Svg.COLUMN, legend + Svg.ROW / 2), colour);
                svg.text(left + 2 * Svg.COLUMN, legend, Anchor.START, Text.oneLine(line.label()));
                legend += Svg.ROW;
            }
        }
    }

    private Place place(Point point) {
        return new Place(
                left + across.share(point.x()) * WIDTH, top + (1 - up.share(point.y())) * HEIGHT);
    }
}
