// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is worth showing of a long execution: its beginning, its end and, where it ends by going
 * round in a circle, the first time round.
 *
 * @param steps how many steps the execution has
 * @param ranges those to be shown, in order; all of them when there are few
 * @param circle what repeats itself until the end, looked for only where there are many
 */
public record Excerpt(int steps, List<Range> ranges, Optional<Circle> circle) {

    /** How many steps an execution has at least in which a circle is more than a short loop. */
    private static final int LONG = 200;

    private static final int LONGEST_CIRCLE = 200;
    private static final int LEAST_TIMES = 3;

    /** Steps that follow one another, numbered from 0; the last one is not among them. */
    public record Range(int from, int to) {}

    /**
     * The same steps again and again.
     *
     * @param from the step that it begins with, numbered from 0
     * @param length how many steps it has
     * @param times how often it was gone round in full
     */
    public record Circle(int from, int length, int times) {}

    /**
     * @param rows what is told of each step; what repeats itself is equal
     * @param most how many steps can be shown
     */
    public static Excerpt of(List<?> rows, int most) {
        int steps = rows.size();
        if (steps <= most) {
            return new Excerpt(steps, List.of(new Range(0, steps)), Optional.empty());
        }
        int end = most / 5;
        Optional<Circle> circle = circle(rows).filter(found -> found.length() <= end);
        List<Range> ranges = new ArrayList<>();
        int beginning = most - 2 * end;
        if (circle.isPresent()) {
            int from = circle.get().from();
            int length = circle.get().length();
            add(ranges, 0, Math.min(from, beginning));
            add(ranges, from, from + length);
            add(ranges, steps - length, steps);
        } else {
            add(ranges, 0, beginning + end);
            add(ranges, steps - end, steps);
        }
        return new Excerpt(steps, List.copyOf(ranges), circle);
    }

    private static void add(List<Range> ranges, int from, int to) {
        boolean joins = !ranges.isEmpty() && ranges.getLast().to() >= from;
        int start = joins ? ranges.removeLast().from() : from;
        if (start < to) {
            ranges.add(new Range(start, to));
        }
    }

    /** The shortest circle that the steps of a long execution end with. */
    static Optional<Circle> circle(List<?> rows) {
        int steps = rows.size();
        for (int length = 1; length <= LONGEST_CIRCLE && steps >= LONG; length++) {
            int from = steps - length;
            while (from > 0 && rows.get(from - 1).equals(rows.get(from - 1 + length))) {
                from--;
            }
            int times = (steps - from) / length;
            if (times >= LEAST_TIMES) {
                return Optional.of(new Circle(from, length, times));
            }
        }
        return Optional.empty();
    }

    public boolean shows(int step) {
        return ranges.stream().anyMatch(range -> range.from() <= step && step < range.to());
    }

    /** How many steps are not shown. */
    public int leftOut() {
        return steps - ranges.stream().mapToInt(range -> range.to() - range.from()).sum();
    }
}
