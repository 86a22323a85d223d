// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A scenario with its results: a column for each thread, and one for what came before them.
 *
 * @param heads what the columns are called
 * @param columns the operations of each, with their results
 */
public record Table(List<String> heads, List<List<String>> columns) {

    /** The head of the column for what came before the threads. */
    static final String BEFORE = "before";

    private static final String GAP = "   ";

    static Table of(Scenario scenario, History history) {
        List<String> heads = new ArrayList<>();
        List<List<String>> columns = new ArrayList<>();
        if (!scenario.before().isEmpty()) {
            heads.add(BEFORE);
            columns.add(column(scenario.before(), 0, history));
        }
        for (int i = 0; i < scenario.threads().size(); i++) {
            heads.add("thread " + (i + 1));
            columns.add(column(scenario.threads().get(i), scenario.first(i), history));
        }
        return new Table(List.copyOf(heads), List.copyOf(columns));
    }

    private static List<String> column(List<Operation> operations, int first, History history) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            String result = history.results().get(first + i);
            String shown =
                    history.wasCalled(first + i)
                            ? result.isEmpty() ? "" : ": " + result
                            : ", not called";
            cells.add(operations.get(i) + shown);
        }
        return List.copyOf(cells);
    }

    /** A line for the heads and for each row, as wide as they need. */
    public List<String> lines() {
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int row = -1; row < rows; row++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.size(); i++) {
                line.append(String.format(Locale.ROOT, "%-" + width(i) + "s" + GAP, cell(i, row)));
            }
            lines.add(line.toString().stripTrailing());
        }
        return List.copyOf(lines);
    }

    private String cell(int column, int row) {
        if (row < 0) {
            return heads.get(column);
        }
        List<String> cells = columns.get(column);
        return row < cells.size() ? cells.get(row) : "";
    }

    private int width(int column) {
        int widest = columns.get(column).stream().mapToInt(String::length).max().orElse(0);
        return Math.max(widest, heads.get(column).length());
    }
}
