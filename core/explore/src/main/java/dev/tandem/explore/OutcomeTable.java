// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Each outcome that was seen, how often, and the schedule that reached it first. Not for sharing.
 */
final class OutcomeTable {

    private final Map<String, Row> rows = new HashMap<>();

    /** An outcome, with the number of the execution that reached it first. */
    private static final class Row {
        private final Verdict verdict;
        private final Schedule schedule;
        private final long first;
        private long count;

        Row(Verdict verdict, Schedule schedule, long first, long count) {
            this.verdict = verdict;
            this.schedule = schedule;
            this.first = first;
            this.count = count;
        }

        Row and(Row other) {
            Row earlier = first <= other.first ? this : other;
            return new Row(earlier.verdict, earlier.schedule, earlier.first, count + other.count);
        }

        OutcomeRow shown() {
            return new OutcomeRow(verdict.label(), verdict.grade(), count, schedule.toString());
        }
    }

    /**
     * @param schedule asked for when the outcome is new
     * @param number of the execution
     */
    void add(Verdict verdict, Supplier<Schedule> schedule, long number) {
        rows.computeIfAbsent(verdict.label(), label -> new Row(verdict, schedule.get(), number, 0))
                .count++;
    }

    void addAll(OutcomeTable other) {
        other.rows.forEach((label, row) -> rows.merge(label, row, Row::and));
    }

    /** In the order in which they were seen first. */
    List<OutcomeRow> rows() {
        return rows.values().stream()
                .sorted(Comparator.comparingLong(row -> row.first))
                .map(Row::shown)
                .toList();
    }
}
