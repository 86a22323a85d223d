// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.world.Decisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Each outcome that was seen, how often, and the schedule that reaches it, of several the {@link
 * Decisions#areBefore first}: so it does not matter which was seen first. Not for sharing.
 */
final class OutcomeTable {

    private final Map<String, Row> rows = new HashMap<>();

    private static final class Row {
        private Verdict verdict;
        private Schedule schedule;
        private long count;

        Row(Verdict verdict, Schedule schedule) {
            this.verdict = verdict;
            this.schedule = schedule;
        }

        Row and(Row other) {
            Row first = other.schedule.areBefore(schedule) ? other : this;
            Row both = new Row(first.verdict, first.schedule);
            both.count = count + other.count;
            return both;
        }

        static int compare(Row one, Row other) {
            return one.schedule.areBefore(other.schedule)
                    ? -1
                    : other.schedule.areBefore(one.schedule) ? 1 : 0;
        }

        OutcomeRow shown() {
            return new OutcomeRow(verdict.label(), verdict.grade(), count, schedule.toString());
        }
    }

    /**
     * @param reached how
     * @param schedule the same, asked for if it is to be kept
     */
    void add(Verdict verdict, Decisions reached, Supplier<Schedule> schedule) {
        Row row = rows.computeIfAbsent(verdict.label(), label -> new Row(verdict, schedule.get()));
        if (reached.areBefore(row.schedule)) {
            row.verdict = verdict;
            row.schedule = schedule.get();
        }
        row.count++;
    }

    void addAll(OutcomeTable other) {
        other.rows.forEach((label, row) -> rows.merge(label, row, Row::and));
    }

    /** In the order of their schedules. */
    List<OutcomeRow> rows() {
        return rows.values().stream().sorted(Row::compare).map(Row::shown).toList();
    }
}
