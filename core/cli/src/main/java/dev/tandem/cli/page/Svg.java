// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.explore.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A drawing in the making, in the colour of the text around it. It has neither scripts nor
 * references, and text is only ever text in it.
 */
final class Svg {

    /** What a column of text takes, in the fixed font that all text is in. */
    static final double COLUMN = 8;

    static final double ROW = 20;

    /** Less of a text says nothing. */
    private static final int LEAST_TEXT = 3;

    /** Where text in a row stands. */
    private static final double BASELINE = 14;

    private final StringBuilder body = new StringBuilder();
    private double width;
    private double height;

    record Place(double x, double y) {}

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** The width of text, which the font of a browser comes close to. */
    static double width(String text) {
        return Text.visible(text) * COLUMN;
    }

    /** Writes text into the row that begins at y. */
    void text(double x, double y, Anchor anchor, String text) {
        double from =
                switch (anchor) {
                    case START -> x;
                    case MIDDLE -> x - width(text) / 2;
                    case END -> x - width(text);
                };
        reach(from + width(text), y + ROW);
        String side = anchor.name().toLowerCase(Locale.ROOT);
        body.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" xml:space=\"preserve\">%s</text>"
                        .formatted(number(x), number(y + BASELINE), side, escaped(text)));
    }

    /** A filled rectangle. */
    void bar(double x, double y, double width, double height) {
        reach(x + width, y + height);
        body.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill-opacity=\"0.6\"/>"
                        .formatted(number(x), number(y), number(width), number(height)));
    }

    /** A box with as much of a text as it has room for; all of it shows when it is pointed at. */
    void box(double x, double y, double width, String text) {
        reach(x + width, y + ROW);
        body.append(
                "<g><title>%s</title><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill-opacity=\"0.2\"/>"
                        .formatted(
                                escaped(text),
                                number(x),
                                number(y),
                                number(Math.max(0, width - 1)),
                                number(ROW - 1)));
        int columns = (int) (width / COLUMN) - 1;
        if (columns >= LEAST_TEXT) {
            text(x + COLUMN / 2, y, Anchor.START, Text.fit(text, columns));
        }
        body.append("</g>");
    }

    /** A thin line, such as an axis. */
    void rule(double x1, double y1, double x2, double y2, boolean dashed) {
        reach(Math.max(x1, x2), Math.max(y1, y2));
        body.append(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"currentColor\" %s/>"
                        .formatted(
                                number(x1),
                                number(y1),
                                number(x2),
                                number(y2),
                                dashed ? "stroke-dasharray=\"3 3\"" : "stroke-opacity=\"0.5\""));
    }

    /** Joins places with a line of its own colour. */
    void path(List<Place> places, String colour) {
        String points =
                places.stream()
                        .map(place -> number(place.x()) + "," + number(place.y()))
                        .collect(Collectors.joining(" "));
        body.append(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                        .formatted(points, colour));
    }

    void dot(Place place, String colour) {
        body.append(
                "<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>"
                        .formatted(number(place.x()), number(place.y()), colour));
    }

    /**
     * All of it.
     *
     * @param title what it is called, for those who do not see it
     */
    String whole(String title) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %s %s\""
                        + " width=\"%s\" height=\"%s\" fill=\"currentColor\""
                        + " font-family=\"ui-monospace, monospace\" font-size=\"13\">"
                        + "<title>%s</title>%s</svg>",
                number(width),
                number(height),
                number(width),
                number(height),
                escaped(title),
                body);
    }

    private void reach(double x, double y) {
        width = Math.max(width, Math.ceil(x));
        height = Math.max(height, Math.ceil(y));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** With no markup, and with a sign in place of each character that XML cannot have. */
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints()
                .forEach(point -> {
                    switch (point) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '\n', '\t' -> escaped.appendCodePoint(point);
                        default -> escaped.appendCodePoint(isInXml(point) ? point : 0xFFFD);
                    }
                });
        return escaped.toString();
    }

    private static boolean isInXml(int point) {
        return (point >= 0x20 && point < 0xD800)
                || (point >= 0xE000 && point < 0xFFFE)
                || point > 0xFFFF;
    }
}
