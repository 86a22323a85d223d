// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Line;
import dev.tandem.spi.evidence.Series.Mark;
import dev.tandem.spi.evidence.Series.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;

/** Lines over one axis, with a symbol for each where there are several. */
final class SeriesPlot {

    private static final String SYMBOLS = "●▲■◆○△□◇";
    private static final List<Style> STYLES =
            List.of(Style.NAME, Style.NOTE, Style.GOOD, Style.BAD);
    private static final int MOST_COLUMNS = 100;

    private final Series series;
    private final Screen screen;
    private final Span across;
    private final Span up;
    private final int rows;
    private final int columns;
    private final List<String> scale;
    private final int margin;

    SeriesPlot(Series series, Screen screen) {
        this.series = series;
        this.screen = screen;
        across = Span.across(series);
        up = Span.up(series);
        // Odd, so that there is a row in the middle.
        rows = Math.clamp(screen.width() / 6, 7, 15) | 1;
        scale = scale(rows);
        margin = scale.stream().mapToInt(Text::visible).max().orElse(0) + 1;
        columns = Math.clamp(screen.width() - margin - 1L, 8, MOST_COLUMNS);
    }

    /** The numbers beside the rows; at the top, in the middle and at the bottom. */
    private List<String> scale(int count) {
        DoubleFunction<String> written = up.written(0, 0.5, 1);
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            texts.add(
                    row == 0
                            ? written.apply(up.high())
                            : row == count / 2
                                    ? written.apply(up.at(0.5))
                                    : row == count - 1 ? written.apply(up.low()) : "");
        }
        return texts;
    }

    List<String> lines() {
        if (series.lines().stream().allMatch(line -> line.points().isEmpty())) {
            return List.of("none");
        }
        List<String> lines = new ArrayList<>();
        lines.add(screen.paint(Style.DIM, Text.fit(Text.oneLine(series.y()), screen.width())));
        labels().forEach(label -> lines.add(" ".repeat(margin + 1) + label));
        Canvas canvas = canvas();
        for (int row = 0; row < rows; row++) {
            String number = scale.get(row);
            lines.add(
                    (Text.right(number, margin - 1)
                                    + (number.isEmpty() ? " │" : " ┤")
                                    + canvas.row(row, owner -> text -> paint(owner, text)))
                            .stripTrailing());
        }
        lines.add(" ".repeat(margin) + "└" + "─".repeat(columns));
        lines.addAll(underneath());
        lines.addAll(legend());
        return lines;
    }

    private String paint(int owner, String text) {
        return owner == Canvas.NOBODY
                ? text
                : screen.paint(STYLES.get(owner % STYLES.size()), text);
    }

    private Canvas canvas() {
        var canvas = new Canvas(columns, rows);
        for (Mark mark : series.marks()) {
            for (int row = 0; row < rows; row++) {
                canvas.symbol(column(mark.x()), row, '┊', Canvas.NOBODY);
            }
        }
        List<Line> all = series.lines();
        for (int i = 0; i < all.size(); i++) {
            join(canvas, all.get(i).points(), i);
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.size() > 1 || all.get(i).points().size() <= columns / 4) {
                for (Point point : all.get(i).points()) {
                    canvas.symbol(x(point) / Canvas.ACROSS, y(point) / Canvas.DOWN, symbol(i), i);
                }
            }
        }
        return canvas;
    }

    private void join(Canvas canvas, List<Point> points, int owner) {
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            canvas.line(x(from), y(from), x(to), y(to), owner);
        }
    }

    private int x(Point point) {
        return (int) Math.round(across.share(point.x()) * (columns * Canvas.ACROSS - 1));
    }

    private int y(Point point) {
        return (int) Math.round((1 - up.share(point.y())) * (rows * Canvas.DOWN - 1));
    }

    private int column(double x) {
        return (int) Math.round(across.share(x) * (columns - 1));
    }

    private static char symbol(int line) {
        return SYMBOLS.charAt(line % SYMBOLS.length());
    }

    /** The names of the marks above them, in as many lines as that takes. */
    private List<String> labels() {
        List<StringBuilder> lines = new ArrayList<>();
        series.marks().stream()
                .sorted(Comparator.comparingDouble(Mark::x))
                .forEach(mark -> {
                    String label = Text.fit(Text.oneLine(mark.label()), columns);
                    int at = Math.min(column(mark.x()), columns - Text.visible(label));
                    StringBuilder line =
                            lines.stream()
                                    .filter(l -> l.isEmpty() || Text.visible(l) < at)
                                    .findFirst()
                                    .orElseGet(() -> {
                                        lines.add(new StringBuilder());
                                        return lines.getLast();
                                    });
                    line.append(" ".repeat(at - Text.visible(line))).append(label);
                });
        return lines.stream().map(StringBuilder::toString).toList();
    }

    /** The ends of the axis, and between or below them what it counts. */
    private List<String> underneath() {
        DoubleFunction<String> written = across.written(0, 1);
        String low = written.apply(across.low());
        String high = written.apply(across.high());
        String indent = " ".repeat(margin + 1);
        String name = Text.oneLine(series.x());
        int between = columns - Text.visible(low) - Text.visible(high);
        int free = between - Text.visible(name);
        if (free >= 4) {
            String padded = " ".repeat(free / 2) + screen.paint(Style.DIM, name);
            return List.of(indent + low + padded + " ".repeat(free - free / 2) + high);
        }
        return List.of(
                indent + low + " ".repeat(Math.max(1, between)) + high,
                screen.paint(Style.DIM, Text.fit(name, screen.width())));
    }

    private List<String> legend() {
        List<Line> all = series.lines();
        List<String> lines = new ArrayList<>();
        if (all.size() == 1 && all.getFirst().label().isEmpty()) {
            return lines;
        }
        for (int i = 0; i < all.size(); i++) {
            String label = Text.fit(Text.oneLine(all.get(i).label()), screen.width() - 4);
            lines.add("  " + paint(i, String.valueOf(symbol(i))) + " " + label);
        }
        return lines;
    }
}
