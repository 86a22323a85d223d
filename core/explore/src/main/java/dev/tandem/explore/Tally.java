package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.Laboratory.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one worker of a search has seen. Each keeps its own, so that none waits for another, and
 * they are added up when all have ended.
 */
final class Tally {

    private final int mostSchedules;
    private final Map<String, Row> rows = new HashMap<>();
    private final Set<Long> schedules = new HashSet<>();
    private final SpaceEstimate.Collector space = new SpaceEstimate.Collector();
    private long executions;
    private long pruned;
    private long steps;
    private boolean preemptionBound;
    private boolean full;

    private static final class Row {
        private final Verdict verdict;
        private final Schedule schedule;
        private final long ticket;
        private long count;

        Row(Verdict verdict, Schedule schedule, long ticket, long count) {
            this.verdict = verdict;
            this.schedule = schedule;
            this.ticket = ticket;
            this.count = count;
        }
    }

    /**
     * @param mostSchedules how many schedules are told apart; the memory for more would be missed
     *     elsewhere
     */
    Tally(int mostSchedules) {
        this.mostSchedules = mostSchedules;
    }

    synchronized void executed(int itsSteps) {
        executions++;
        steps += itsSteps;
    }

    synchronized void wasPruned() {
        pruned++;
    }

    /** A bound on preemptions has kept something from being seen. */
    synchronized void wasBounded() {
        preemptionBound = true;
    }

    synchronized void saw(Verdict verdict, Laboratory where, long ticket) {
        rows.computeIfAbsent(
                        verdict.label(), label -> new Row(verdict, where.schedule(), ticket, 0))
                .count++;
    }

    /** A schedule, by its hash, that another execution may have had before. */
    synchronized void drew(long schedule) {
        if (schedules.size() < mostSchedules) {
            schedules.add(schedule);
        } else {
            full = true;
        }
    }

    /** A random schedule, by the natural logarithm of one over its probability. */
    synchronized void sampled(double log) {
        space.add(log);
    }

    /** Adds what another has seen, whose worker may have been given up and still be alive. */
    void add(Tally other) {
        synchronized (other) {
            addAll(other);
        }
    }

    private void addAll(Tally other) {
        executions += other.executions;
        pruned += other.pruned;
        steps += other.steps;
        preemptionBound |= other.preemptionBound;
        full |= other.full;
        schedules.addAll(other.schedules);
        space.add(other.space);
        other.rows.forEach((label, row) -> rows.merge(label, row, Tally::together));
    }

    private static Row together(Row one, Row other) {
        Row first = one.ticket <= other.ticket ? one : other;
        return new Row(first.verdict, first.schedule, first.ticket, one.count + other.count);
    }

    /** In the order in which they were seen first. */
    List<OutcomeRow> outcomes() {
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparingLong(row -> row.ticket));
        return sorted.stream()
                .map(row -> Explorer.row(row.verdict, row.count, row.schedule))
                .toList();
    }

    /** Empty without two random schedules at the least. */
    Optional<SpaceEstimate> space() {
        return space.samples() < 2 ? Optional.empty() : Optional.of(space.estimate());
    }

    long executions() {
        return executions;
    }

    /** Executions that went to their end. */
    long complete() {
        return executions - pruned;
    }

    long schedules() {
        return schedules.size();
    }

    long steps() {
        return steps;
    }

    boolean isPreemptionBound() {
        return preemptionBound;
    }

    /** Whether there may be more schedules than {@link #schedules} says. */
    boolean isFull() {
        return full;
    }
}
