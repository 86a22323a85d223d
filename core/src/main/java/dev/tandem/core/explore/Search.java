package dev.tandem.core.explore;

import dev.tandem.core.explore.ExplorationResult.OutcomeRow;
import dev.tandem.core.explore.Laboratory.Verdict;
import dev.tandem.core.explore.strategy.Divisible;
import dev.tandem.core.explore.strategy.Pct;
import dev.tandem.core.explore.strategy.RandomWalk;
import dev.tandem.core.explore.strategy.Reduced;
import dev.tandem.core.explore.strategy.Sampling;
import dev.tandem.core.explore.strategy.Unreduced;
import dev.tandem.core.explore.world.Ending.Broken;
import dev.tandem.core.explore.world.Ending.Kind;
import dev.tandem.core.spi.Grade;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Runs a program under a strategy and keeps account of what came of it. */
final class Search {

    private static final int REPORT_EVERY = 2_000;

    /** How many schedules are told apart; the memory for more would be missed elsewhere. */
    private static final int MOST_SCHEDULES = 1 << 20;

    private final ExploreRequest request;
    private final Explorer.Progress listener;
    private final Laboratory laboratory;
    private final Divisible strategy;
    private final Crew crew;
    private final List<Hand> hands = new ArrayList<>();
    private final AtomicLong tickets = new AtomicLong();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Set<Long> schedules = new HashSet<>();
    private volatile boolean cancelled;
    private volatile long failedTicket = Long.MAX_VALUE;
    private volatile boolean ended;
    private boolean unfinished;
    private boolean preemptionBound;
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
        int size = Laboratory.isSingle() ? 1 : request.workers();
        this.crew = new Crew(size);
        for (int i = 0; i < size; i++) {
            hands.add(new Hand(i == 0 ? laboratory : null));
        }
    }

    /** What is to be run, each on a thread of its own. */
    List<Carrier.Work> works() {
        return hands.stream().map(hand -> new Carrier.Work(hand::run, hand::progress)).toList();
    }

    /** One worker; the first begins, the others wait until there is something to give away. */
    private final class Hand {
        private volatile @Nullable Laboratory own;
        private volatile boolean waits;

        Hand(@Nullable Laboratory own) {
            this.own = own;
        }

        long progress() {
            Laboratory mine = own;
            return waits || mine == null ? Carrier.WAITING : mine.progress();
        }

        void run() {
            try {
                Divisible part = own != null && isTrusted(own) ? strategy : await();
                while (part != null && !ended) {
                    Laboratory mine = own;
                    if (mine == null) {
                        own = mine = laboratory.another();
                    }
                    search(mine, part);
                    part = await();
                }
            } finally {
                if (ended) {
                    crew.dismiss();
                }
            }
        }

        private @Nullable Divisible await() {
            if (ended) {
                return null;
            }
            waits = true;
            Divisible part = crew.take();
            waits = false;
            return part;
        }
    }

    private boolean isTrusted(Laboratory first) {
        return Determinism.check(first, this::fail);
    }

    /** Searches a part to its end, unless the whole search ends before. */
    private void search(Laboratory own, Divisible part) {
        while (!ended) {
            long ticket = tickets.getAndIncrement();
            if (ticket >= request.executions() || ticket > failedTicket) {
                end();
                return;
            }
            if (part instanceof Sampling sampling) {
                sampling.number(ticket);
            }
            Verdict verdict = own.run(part);
            boolean goesOn = part.executionDone(own.trace());
            account(own, part, verdict, ticket);
            if (!goesOn) {
                return;
            }
            if (ticket >= Sampling.ALONE && crew.isHungry()) {
                part.split(own.trace()).ifPresent(crew::give);
            }
        }
        end();
    }

    /** Ends the search although something is left of it. */
    private synchronized void end() {
        unfinished = true;
        ended = true;
        crew.dismiss();
    }

    private synchronized void account(
            Laboratory own, Divisible part, @Nullable Verdict verdict, long ticket) {
        executions++;
        steps += own.trace().steps();
        preemptionBound |= part instanceof Unreduced dfs && dfs.isBounded();
        if (verdict == null) {
            pruned++;
        } else {
            count(own, verdict, ticket);
        }
        if (executions % REPORT_EVERY == 0) {
            listener.at(executions, steps);
        }
    }

    /** A race is a failure, but one that does something is a better one: so the search goes on. */
    private void lookForRace(Laboratory own) {
        String message = race == null ? own.race() : null;
        if (message != null) {
            race =
                    new Verdict(
                            Kind.DATA_RACE.toString(),
                            Grade.FORBIDDEN,
                            new Broken(Kind.DATA_RACE, message, List.of()));
            raceSchedule = own.schedule();
        }
    }

    private void count(Laboratory own, Verdict verdict, long ticket) {
        lookForRace(own);
        Row row = rows.get(verdict.label());
        if (row == null) {
            row = new Row(verdict, own.schedule());
            rows.put(verdict.label(), row);
        }
        row.count++;
        if (verdict.failure() != null && verdict.failure().kind() == Kind.UNCONTROLLED) {
            untrusted = true;
        }
        if (verdict.isFailure() && ticket < failedTicket) {
            boolean first = failed == null;
            if (first || request.strategy() != ExploreRequest.Kind.DFS) {
                failed = verdict;
                failedSchedule = own.schedule();
            }
            if (!request.keepGoing() || untrusted) {
                // A sample with a smaller number may still be under way, and decides then.
                failedTicket = ticket;
                ended = request.strategy() == ExploreRequest.Kind.DFS || untrusted;
                unfinished = true;
            }
        }
        if (request.strategy() != ExploreRequest.Kind.DFS && schedules.size() < MOST_SCHEDULES) {
            schedules.add(own.trace().hash());
        }
    }

    private synchronized void fail(String message) {
        untrusted = true;
        ended = true;
        unfinished = true;
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
        end();
    }

    @Nullable Verdict failed() {
        return failed != null ? failed : race;
    }

    @Nullable Schedule failedSchedule() {
        return failed != null ? failedSchedule : raceSchedule;
    }

    ExplorationResult result(long nanos, Optional<Failure> failure) {
        boolean exhausted = !unfinished;
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
                "not covered: reorderings of a weak memory model, input and output (what is printed is dropped), native methods");
        return List.copyOf(notes);
    }
}
