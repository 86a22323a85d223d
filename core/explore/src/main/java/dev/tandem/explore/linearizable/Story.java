// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.Failure.StepRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The steps that lead to a failure, each in the column of its thread, beneath the operation that it
 * belongs to. Those of the first thread, which only prepares and waits, are left out, and so is
 * what is the same as the line before; the numbers are those of the schedule.
 */
final class Story {

    private static final String FIRST_THREAD = "main";
    private static final String BEGINS = "begins";
    private static final String INDENT = "  ";

    private final Table table;
    private final List<StepRow> steps;

    /** How many operations a thread has begun. */
    private final Map<String, Integer> begun = new HashMap<>();

    Story(Table table, List<StepRow> steps) {
        this.table = table;
        this.steps = steps;
    }

    List<String> lines() {
        List<String> threads =
                table.heads().stream().filter(head -> !head.equals(Table.BEFORE)).toList();
        List<String> texts = steps.stream().map(this::text).toList();
        int width = texts.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String thread = steps.get(i).thread();
            boolean isRepeated =
                    i > 0
                            && steps.get(i).equals(steps.get(i - 1))
                            && texts.get(i).startsWith(INDENT);
            if (!thread.equals(FIRST_THREAD) && !isRepeated) {
                lines.add(
                        String.format(Locale.ROOT, "%5d  ", i + 1)
                                + " ".repeat(Math.max(0, threads.indexOf(thread)) * (width + 2))
                                + texts.get(i));
            }
        }
        return lines;
    }

    private String text(StepRow step) {
        int column = table.heads().indexOf(step.thread());
        if (column < 0) {
            return step.what();
        }
        List<String> operations = table.columns().get(column);
        int next = begun.getOrDefault(step.thread(), 0);
        boolean begins = step.place().isEmpty() && next < operations.size();
        if (begins && (next == 0 || !step.operation().equals(BEGINS))) {
            begun.put(step.thread(), next + 1);
            return operations.get(next);
        }
        return INDENT + shown(step);
    }

    static String shown(StepRow step) {
        return step.place().isEmpty() ? step.what() : step.what() + " at " + step.place();
    }
}
