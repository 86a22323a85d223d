// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import dev.tandem.explore.Excerpt;
import dev.tandem.explore.Excerpt.Range;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Whereabouts;
import dev.tandem.explore.world.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A schedule as a table: a column a thread, a row a step or a call within which there are several.
 * Where the columns would be too narrow, a line a row. Of a schedule that is very long, it has an
 * excerpt.
 */
final class ScheduleTable {

    private static final int LEAST_COLUMN = 22;

    /** Columns of the number before each step. */
    private static final int NUMBER = 5;

    /** More would not be read. */
    private static final int MOST_ROWS = 200;

    private final int width;
    private final List<StepGroup> groups;

    private final Callers callers = new Callers();

    ScheduleTable(int width, List<StepGroup> groups) {
        this.width = width;
        this.groups = groups;
    }

    List<String> lines() {
        Set<String> threads = new LinkedHashSet<>();
        groups.forEach(group -> threads.add(group.step().thread()));
        Lanes lanes = Lanes.of(threads.size(), NUMBER, width);
        boolean table = lanes.width() >= LEAST_COLUMN;
        List<String> names = List.copyOf(threads);
        List<String> lines = new ArrayList<>();
        if (table) {
            lines.add(lanes.row("", names));
        }
        Excerpt excerpt = Excerpt.of(groups.stream().map(StepGroup::shown).toList(), MOST_ROWS);
        int next = 0;
        for (Range range : excerpt.ranges()) {
            if (range.from() > next) {
                String gap = Wording.gap(next, range.from(), excerpt, this::step);
                lines.addAll(Text.hanging("   … ", gap, width));
            }
            for (StepGroup group : groups.subList(range.from(), range.to())) {
                int lane = names.indexOf(group.step().thread());
                lines.addAll(table ? row(group, lanes.indent(lane), lanes.width()) : line(group));
            }
            next = range.to();
        }
        return lines;
    }

    /** The number of the step that a row begins with. */
    private int step(int row) {
        return row < groups.size() ? groups.get(row).from() : groups.getLast().to();
    }

    private List<String> row(StepGroup group, int indentation, int column) {
        StepRow step = group.step();
        String lead = number(group) + " ".repeat(indentation);
        List<Frame> way = callers.of(step);
        String whole = (group.what() + " " + step.place()).stripTrailing();
        if (way.isEmpty() && (whole.length() <= column - 2 || step.place().isEmpty())) {
            return List.of((lead + whole).stripTrailing());
        }
        // Nothing else is in this row, so that a long name may reach beyond its column.
        int room = Math.max(column, width - lead.length()) - 1;
        boolean fits = group.operation().length() <= room;
        List<String> lines = new ArrayList<>();
        lines.add(lead + (fits ? group.operation() : Text.fit(step.operation(), room)));
        String below = fits ? "" : group.inside() + " ";
        below += step.lock().isEmpty() ? "" : "on " + step.lock() + " ";
        List<String> details = new ArrayList<>();
        if (way.isEmpty()) {
            details.add(below + step.place());
        } else {
            details.add(below.strip());
            details.add("in " + way.getFirst());
            way.stream().skip(1).map(caller -> "from " + caller).forEach(details::add);
        }
        String indent = " ".repeat(Math.clamp(width - longestWord(details), 0, lead.length() + 2));
        details.stream()
                .filter(detail -> !detail.isBlank())
                .forEach(detail -> lines.addAll(Text.hanging(indent, detail.strip(), width)));
        return lines;
    }

    /** Details rather begin before their lane than that a word of them is broken. */
    private static int longestWord(List<String> details) {
        return details.stream()
                .flatMap(detail -> Arrays.stream(detail.split(" ", -1)))
                .mapToInt(Text::visible)
                .max()
                .orElse(0);
    }

    private List<String> line(StepGroup group) {
        StepRow step = group.step();
        boolean isNew = !callers.of(step).isEmpty();
        String place = isNew ? "in " + Whereabouts.of(step) : step.place();
        String text = step.thread() + ": " + group.what() + " " + place;
        return Text.hanging(number(group), text.strip(), width);
    }

    private static String number(StepGroup group) {
        return String.format(Locale.ROOT, "%4d ", group.from() + 1);
    }
}
