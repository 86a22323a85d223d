// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines over one axis.
 *
 * @param x what the axis to the right counts, with its unit where it has one
 * @param y what the axis upwards counts, likewise
 * @param marks places on the axis to the right that are worth pointing out, such as the size that a
 *     formula names
 */
public record Series(String x, String y, List<Line> lines, List<Mark> marks) implements Picture {

    public Series {
        lines = List.copyOf(lines);
        marks = List.copyOf(marks);
    }

    public Series(String x, String y, List<Line> lines) {
        this(x, y, lines, List.of());
    }

    /**
     * @param points in the order in which the line joins them
     */
    public record Line(String label, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** Both numbers are finite. */
    public record Point(double x, double y) {
        public Point {
            Finite.check("x of a point", x);
            Finite.check("y of a point", y);
        }
    }

    /** A vertical line at a finite x. */
    public record Mark(String label, double x) {
        public Mark {
            Finite.check("the place of the mark " + label, x);
        }
    }

    /** No lines yet. */
    public static Series of(String x, String y) {
        return new Series(x, y, List.of());
    }

    /** The same with one more line. */
    public Series with(String label, List<Point> points) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(label, points));
        return new Series(x, y, more, marks);
    }

    /** The same with one more mark. */
    public Series marked(String label, double at) {
        List<Mark> more = new ArrayList<>(marks);
        more.add(new Mark(label, at));
        return new Series(x, y, lines, more);
    }
}
