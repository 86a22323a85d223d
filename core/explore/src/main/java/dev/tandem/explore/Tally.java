// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one worker of a search has counted. Each keeps its own, so that none waits for another, and
 * they are added up when all have ended.
 */
final class Tally {

    private final int mostSchedules;
    private final OutcomeTable outcomes = new OutcomeTable();
    private final Set<Long> schedules = new HashSet<>();
    private final SpaceEstimate.Collector space = new SpaceEstimate.Collector();
    private long executions;
    private long pruned;
    private long steps;
    private boolean preemptionBound;
    private boolean full;

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

    /** The last execution of a harness came to something. */
    synchronized void saw(Verdict verdict, Harness harness) {
        outcomes.add(verdict, harness.trace(), harness::schedule);
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
            executions += other.executions;
            pruned += other.pruned;
            steps += other.steps;
            preemptionBound |= other.preemptionBound;
            full |= other.full;
            schedules.addAll(other.schedules);
            space.add(other.space);
            outcomes.addAll(other.outcomes);
        }
    }

    /** In the order of the schedules that reach them. */
    List<OutcomeRow> outcomes() {
        return outcomes.rows();
    }

    /** Empty without two random schedules at the least. */
    Optional<SpaceEstimate> space() {
        return space.samples() < 2
                ? Optional.empty()
                : Optional.of(space.estimate(schedules.size()));
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
