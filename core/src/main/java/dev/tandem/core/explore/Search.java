package dev.tandem.core.explore;

import dev.tandem.core.explore.ExplorationResult.OutcomeRow;
import dev.tandem.core.explore.Laboratory.Verdict;
import dev.tandem.core.explore.strategy.Pct;
import dev.tandem.core.explore.strategy.RandomWalk;
import dev.tandem.core.explore.strategy.Reduced;
import dev.tandem.core.explore.strategy.Unreduced;
import dev.tandem.core.explore.world.Ending.Broken;
import dev.tandem.core.explore.world.Ending.Kind;
import dev.tandem.core.explore.world.Strategy;
import dev.tandem.core.spi.Grade;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a program under a strategy and keeps account of what came of it. */
final class Search {

    private static final int REPORT_EVERY = 2_000;

    /** How many schedules are told apart; the memory for more would be missed elsewhere. */
    private static final int MOST_SCHEDULES = 1 << 20;

    private final ExploreRequest request;
    private final Explorer.Progress listener;
    private final Laboratory laboratory;
    private final Strategy strategy;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<Long> schedules = new HashSet<>();
    private volatile boolean cancelled;
    private boolean exhausted;
    private boolean untrusted;
    private long executions;
    private long pruned;
    private long steps;
    private @Nullable Verdict failed;
    private @Nullable Schedule failedSchedule;
    private @Nullable Verdict race;
    private @Nullable Schedule raceSchedule;

    private static final class Row {
        private final Verdict verdict;
        private final Schedule schedule;
        private long count;

        Row(Verdict verdict, Schedule schedule) {
            this.verdict = verdict;
            this.schedule = schedule;
        }
    }

    Search(ExploreRequest request, Explorer.Progress listener) {
        this.request = request;
        this.listener = listener;
        this.laboratory =
                new Laboratory(
                        request.subject(),
                        request.level(),
                        request.isReduced(),
                        request.stepLimit());
        this.strategy =
                switch (request.strategy()) {
                    case DFS ->
                            request.isReduced()
                                    ? new Reduced()
                                    : new Unreduced(
                                            request.preemptions() < 0
                                                    ? Integer.MAX_VALUE
                                                    : request.preemptions());
                    case RANDOM -> new RandomWalk(request.seed());
                    case PCT -> new Pct(request.seed(), request.depth());
                };
    }

    void run() {
        if (!Determinism.check(laboratory, this::fail)) {
            return;
        }
        while (!cancelled) {
            Verdict verdict = laboratory.run(strategy);
            executions++;
            steps += laboratory.trace().steps();
            if (verdict == null) {
                pruned++;
            } else {
                count(verdict);
                if (verdict.isFailure() && !request.keepGoing()) {
                    return;
                }
            }
            if (executions % REPORT_EVERY == 0) {
                listener.at(executions, steps);
            }
            if (!strategy.executionDone(laboratory.trace())) {
                exhausted = true;
                return;
            }
            if (executions >= request.executions()) {
                return;
            }
        }
    }

    /** A race is a failure, but one that does something is a better one: so the search goes on. */
    private void lookForRace() {
        String message = race == null ? laboratory.race() : null;
        if (message != null) {
            race =
                    new Verdict(
                            Kind.DATA_RACE.toString(),
                            Grade.FORBIDDEN,
                            new Broken(Kind.DATA_RACE, message, List.of()));
            raceSchedule = laboratory.schedule();
        }
    }

    private void count(Verdict verdict) {
        lookForRace();
        Row row = rows.get(verdict.label());
        if (row == null) {
            row = new Row(verdict, laboratory.schedule());
            rows.put(verdict.label(), row);
        }
        row.count++;
        if (verdict.isFailure() && failed == null) {
            failed = verdict;
            failedSchedule = laboratory.schedule();
        }
        if (request.strategy() != ExploreRequest.Kind.DFS && schedules.size() < MOST_SCHEDULES) {
            schedules.add(laboratory.trace().hash());
        }
    }

    private void fail(String message) {
        untrusted = true;
        failed =
                new Verdict(
                        Kind.UNCONTROLLED.toString(),
                        Grade.FORBIDDEN,
                        new Broken(Kind.UNCONTROLLED, message, List.of()));
        failedSchedule = laboratory.schedule();
    }

    /** The search stands still at something that it does not control, and never comes back. */
    Failure stuck(String message) {
        untrusted = true;
        Broken broken = new Broken(Kind.UNCONTROLLED, message, List.of());
        failed = new Verdict(Kind.UNCONTROLLED.toString(), Grade.FORBIDDEN, broken);
        return new Failure(Kind.UNCONTROLLED, "", message, List.of(), List.of(), Optional.empty());
    }

    void cancel() {
        cancelled = true;
    }

    long progress() {
        return laboratory.progress();
    }

    @Nullable Verdict failed() {
        return failed != null ? failed : race;
    }

    @Nullable Schedule failedSchedule() {
        return failed != null ? failedSchedule : raceSchedule;
    }

    ExplorationResult result(long nanos, Optional<Failure> failure) {
        boolean preemptionBound = strategy instanceof Unreduced dfs && dfs.isBounded();
        boolean stoppedByFailure =
                failed() != null
                        && (exhausted || untrusted || failed != null && !request.keepGoing());
        List<OutcomeRow> outcomes =
                rows.values().stream()
                        .map(row -> Explorer.row(row.verdict, row.count, row.schedule))
                        .toList();
        String limit =
                !exhausted
                        ? request.executions() + " executions"
                        : preemptionBound ? request.preemptions() + " preemptions" : "";
        ExplorationResult.Stop stop =
                Explorer.stop(stoppedByFailure, cancelled && !exhausted, !limit.isEmpty());
        return new ExplorationResult(
                request.subject().id(),
                request.subject().variant(),
                request.strategy(),
                request.level(),
                request.isReduced(),
                executions,
                request.strategy() == ExploreRequest.Kind.DFS
                        ? executions - pruned
                        : schedules.size(),
                steps,
                nanos,
                stop,
                stop == ExplorationResult.Stop.BOUNDED ? limit : "",
                outcomes,
                failure,
                notes());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (strategy instanceof Pct pct) {
            notes.add(pct.boundInWords());
        }
        if (schedules.size() == MOST_SCHEDULES) {
            notes.add("schedules were told apart up to " + MOST_SCHEDULES + "; there may be more");
        }
        if (request.preemptions() >= 0 && request.reduction()) {
            notes.add("a bound on preemptions switches the reduction off");
        }
        notes.add(
                "not covered: reorderings of a weak memory model, input and output, native methods");
        return List.copyOf(notes);
    }
}
