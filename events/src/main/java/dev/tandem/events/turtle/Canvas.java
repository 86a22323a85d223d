// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.turtle;

import dev.tandem.events.turtle.Turtle.Place;
import dev.tandem.events.turtle.Turtle.Stroke;
import java.util.Arrays;

/**
 * What can be seen of a drawing: a part of the plane with home in its middle. A character of it is
 * two dots wide and four dots high, as in Braille.
 *
 * @param columns characters to a line
 * @param rows lines
 */
public record Canvas(int columns, int rows) {

    private static final int WIDE = 2;
    private static final int HIGH = 4;

    /** The first of the characters that Unicode has for the 256 sets of eight dots. */
    private static final char BLANK = '\u2800';

    /** The bit of each dot of such a character: they were six once, the last row came later. */
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    /** The turtle, by its heading in eighths of a circle. */
    private static final String ARROWS = "↑↗→↘↓↙←↖";

    /** In dots. */
    int width() {
        return columns * WIDE;
    }

    /** In dots. */
    int height() {
        return rows * HIGH;
    }

    /** The dots to the left of the one that a place lies in. */
    private int across(Place place) {
        return (int) Math.floor(place.x() + width() / 2.0);
    }

    /** The dots above the one that a place lies in. */
    private int down(Place place) {
        return (int) Math.floor(height() / 2.0 - place.y());
    }

    /** Whether a place can be seen. */
    public boolean shows(Place place) {
        int across = across(place);
        int down = down(place);
        return across >= 0 && across < width() && down >= 0 && down < height();
    }

    /** The drawing in dots, within a frame, and in it the turtle where it can be seen. */
    public String text(Turtle turtle) {
        char[][] cells = new char[rows][columns];
        for (char[] line : cells) {
            Arrays.fill(line, BLANK);
        }
        turtle.strokes().forEach(stroke -> draw(cells, stroke));
        if (shows(turtle.place())) {
            char arrow = ARROWS.charAt((turtle.heading() * 8 + 180) / 360 % 8);
            cells[down(turtle.place()) / HIGH][across(turtle.place()) / WIDE] = arrow;
        }
        String edge = "─".repeat(columns);
        var text = new StringBuilder("┌" + edge + "┐\n");
        for (char[] line : cells) {
            text.append('│').append(line).append("│\n");
        }
        return text.append('└').append(edge).append('┘').toString();
    }

    private void draw(char[][] cells, Stroke stroke) {
        double dx = stroke.to().x() - stroke.from().x();
        double dy = stroke.to().y() - stroke.from().y();
        // A dot further in the direction in which the stroke is longer, each time.
        int dots = Math.max(1, (int) Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))));
        for (int i = 0; i <= dots; i++) {
            double x = stroke.from().x() + dx * i / dots;
            double y = stroke.from().y() + dy * i / dots;
            Place place = new Place(x, y);
            if (shows(place)) {
                int across = across(place);
                int down = down(place);
                cells[down / HIGH][across / WIDE] |= (char) BITS[down % HIGH][across % WIDE];
            }
        }
    }
}
