package dev.tandem.core.cli;

import dev.tandem.core.explore.Failure.StepRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A schedule as a table: a column a thread, a row a step. Where the columns would be too narrow, a
 * line a step.
 */
final class ScheduleTable {

    private static final int LEAST_COLUMN = 22;

    private final int width;

    ScheduleTable(int width) {
        this.width = width;
    }

    List<String> lines(List<StepRow> steps) {
        Set<String> threads = new LinkedHashSet<>();
        steps.forEach(step -> threads.add(step.thread()));
        int column = threads.isEmpty() ? width : (width - 5) / threads.size();
        return column >= LEAST_COLUMN
                ? table(steps, List.copyOf(threads), Math.min(column, 44))
                : list(steps);
    }

    private List<String> table(List<StepRow> steps, List<String> threads, int column) {
        List<String> lines = new ArrayList<>();
        var heading = new StringBuilder("     ");
        threads.forEach(thread -> heading.append(cell(thread, column)));
        lines.add(heading.toString().stripTrailing());
        for (int i = 0; i < steps.size(); i++) {
            StepRow step = steps.get(i);
            String indent = " ".repeat(threads.indexOf(step.thread()) * column);
            String number = String.format(Locale.ROOT, "%4d ", i + 1);
            if (step.operation().length() + step.place().length() + 3 <= column
                    || step.place().isEmpty()) {
                lines.add((number + indent + text(step)).stripTrailing());
            } else {
                // Nothing else is in this row, so that a long name may reach beyond its column.
                int room = Math.max(column, width - number.length() - indent.length());
                lines.add(number + indent + cell(step.operation(), room).stripTrailing());
                lines.add("     " + indent + "  " + step.place());
            }
        }
        return lines;
    }

    private List<String> list(List<StepRow> steps) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            StepRow step = steps.get(i);
            lines.addAll(
                    Text.hanging(
                            String.format(Locale.ROOT, "%4d ", i + 1),
                            step.thread() + ": " + text(step),
                            width));
        }
        return lines;
    }

    private static String text(StepRow step) {
        return step.place().isEmpty() ? step.operation() : step.operation() + " " + step.place();
    }

    private static String cell(String text, int column) {
        String shown = text.length() < column ? text : text.substring(0, column - 2) + "…";
        return shown + " ".repeat(column - shown.length());
    }
}
