// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Whereabouts;
import dev.tandem.explore.text.Callers;
import dev.tandem.explore.text.StepGroup;
import dev.tandem.explore.text.Wording;
import dev.tandem.explore.world.Frame;
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
    private final List<StepGroup> groups;

    /** How many operations a thread has begun. */
    private final Map<String, Integer> begun = new HashMap<>();

    Story(Table table, List<StepRow> steps) {
        this.table = table;
        this.groups = StepGroup.of(steps);
    }

    List<String> lines() {
        List<String> threads =
                table.heads().stream().filter(head -> !head.equals(Table.BEFORE)).toList();
        Callers callers = new Callers();
        List<List<String>> cells = groups.stream().map(group -> cell(group, callers)).toList();
        int width = cells.stream().flatMap(List::stream).mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            String thread = groups.get(i).step().thread();
            boolean isRepeated =
                    i > 0
                            && groups.get(i).shown().equals(groups.get(i - 1).shown())
                            && cells.get(i).getFirst().startsWith(INDENT);
            if (!thread.equals(FIRST_THREAD) && !isRepeated) {
                int indentation = Math.max(0, threads.indexOf(thread)) * (width + 2);
                String number = String.format(Locale.ROOT, "%5d  ", groups.get(i).from() + 1);
                for (String line : cells.get(i)) {
                    lines.add(number + " ".repeat(indentation) + line);
                    number = " ".repeat(number.length());
                }
            }
        }
        return lines;
    }

    /** What is told of a step, and beneath that who has called the helper that it is in. */
    private List<String> cell(StepGroup group, Callers callers) {
        StepRow step = group.step();
        List<Frame> way = callers.of(step);
        List<String> lines = new ArrayList<>();
        lines.add(text(group, way.isEmpty() ? step.place() : way.getFirst().toString()));
        way.stream().skip(1).forEach(caller -> lines.add(INDENT + INDENT + "from " + caller));
        return lines;
    }

    private String text(StepGroup group, String place) {
        StepRow step = group.step();
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
        return INDENT + Wording.operation(group.what(), place);
    }

    static String shown(StepRow step) {
        StepGroup group = StepGroup.of(List.of(step)).getFirst();
        return Wording.operation(group.what(), Whereabouts.of(group.step()));
    }
}
