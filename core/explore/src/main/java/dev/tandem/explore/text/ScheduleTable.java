// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import dev.tandem.explore.Excerpt;
import dev.tandem.explore.Excerpt.Range;
import dev.tandem.explore.Failure.StepRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A schedule as a table: a column a thread, a row a step. Where the columns would be too narrow, a
 * line a step. Of a schedule that is very long, it has an excerpt.
 */
final class ScheduleTable {

    private static final int LEAST_COLUMN = 22;

    /** Columns of the number before each step. */
    private static final int NUMBER = 5;

    /** More would not be read. */
    private static final int MOST_STEPS = 200;

    private final int width;

    ScheduleTable(int width) {
        this.width = width;
    }

    List<String> lines(List<StepRow> steps) {
        Set<String> threads = new LinkedHashSet<>();
        steps.forEach(step -> threads.add(step.thread()));
        Lanes lanes = Lanes.of(threads.size(), NUMBER, width);
        boolean table = lanes.width() >= LEAST_COLUMN;
        List<String> names = List.copyOf(threads);
        List<String> lines = new ArrayList<>();
        if (table) {
            lines.add(lanes.row("", names));
        }
        Excerpt excerpt = Excerpt.of(steps, MOST_STEPS);
        int next = 0;
        for (Range range : excerpt.ranges()) {
            if (range.from() > next) {
                lines.addAll(
                        Text.hanging("   … ", Wording.gap(next, range.from(), excerpt), width));
            }
            for (int i = range.from(); i < range.to(); i++) {
                if (table) {
                    int lane = names.indexOf(steps.get(i).thread());
                    lines.addAll(row(i, steps.get(i), lanes.indent(lane), lanes.width()));
                } else {
                    lines.addAll(line(i, steps.get(i)));
                }
            }
            next = range.to();
        }
        return lines;
    }

    private List<String> row(int index, StepRow step, int indentation, int column) {
        String indent = " ".repeat(indentation);
        String number = String.format(Locale.ROOT, "%4d ", index + 1);
        String whole = operation(step);
        if (whole.length() <= column - 2 || step.place().isEmpty()) {
            return List.of((number + indent + whole).stripTrailing());
        }
        // Nothing else is in this row, so that a long name may reach beyond its column.
        int room = Math.max(column, width - number.length() - indent.length());
        String where = step.lock().isEmpty() ? "" : "on " + step.lock() + " ";
        return List.of(
                number + indent + Text.fit(step.operation(), room - 1),
                " ".repeat(NUMBER) + indent + "  " + where + step.place());
    }

    private List<String> line(int index, StepRow step) {
        return Text.hanging(
                String.format(Locale.ROOT, "%4d ", index + 1),
                step.thread() + ": " + operation(step),
                width);
    }

    private static String operation(StepRow step) {
        return step.place().isEmpty() ? step.what() : step.what() + " " + step.place();
    }
}
