package dev.tandem.explore;

import dev.tandem.explore.Laboratory.Verdict;
import dev.tandem.explore.strategy.Divisible;
import dev.tandem.explore.strategy.Pct;
import dev.tandem.explore.strategy.RandomWalk;
import dev.tandem.explore.strategy.Reduced;
import dev.tandem.explore.strategy.Sampling;
import dev.tandem.explore.strategy.Unreduced;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.Grade;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs a program under a strategy and keeps account of what came of it. */
final class Search {

    private static final int REPORT_EVERY = 2_000;

    private static final int MOST_SCHEDULES = 1 << 20;

    private static final long TO_JOIN_NANOS = 1_000_000_000;

    /**
     * How many random schedules are drawn to estimate the space for a strategy that draws others.
     */
    private static final int PROBES = 200;

    private final ExploreRequest request;
    private final Explorer.Progress listener;
    private final Laboratory laboratory;
    private final Divisible strategy;
    private final Crew crew;
    private final long sharedFrom;
    private final List<Hand> hands = new ArrayList<>();
    private final AtomicLong tickets = new AtomicLong();
    private final LongAdder steps = new LongAdder();
    private volatile boolean cancelled;
    private volatile long failedTicket = Long.MAX_VALUE;
    private volatile boolean ended;
    private boolean unfinished;
    private boolean untrusted;
    private @Nullable Verdict failed;
    private @Nullable Schedule failedSchedule;
    private volatile @Nullable Verdict race;
    private @Nullable Schedule raceSchedule;

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
        boolean joinLater = request.workers() == ExploreRequest.ALL_CORES;
        int wanted = joinLater ? Runtime.getRuntime().availableProcessors() : request.workers();
        int size = Laboratory.isSingle() ? 1 : wanted;
        this.sharedFrom = System.nanoTime() + (joinLater ? TO_JOIN_NANOS : 0);
        this.crew = new Crew(size);
        for (int i = 0; i < size; i++) {
            hands.add(new Hand(i == 0 ? laboratory : null, MOST_SCHEDULES / size));
        }
    }

    /** What is to be run, each on a thread of its own. */
    List<Carrier.Work> works() {
        return hands.stream().map(hand -> new Carrier.Work(hand::run, hand::progress)).toList();
    }

    /** One worker; the first begins, the others wait until there is something to give away. */
    private final class Hand {
        private volatile @Nullable Laboratory own;
        private final Tally tally;
        private volatile boolean waits;

        Hand(@Nullable Laboratory own, int mostSchedules) {
            this.own = own;
            this.tally = new Tally(mostSchedules);
        }

        long progress() {
            Laboratory mine = own;
            return waits || mine == null ? Carrier.WAITING : mine.progress();
        }

        Stream<String> outside() {
            Laboratory mine = own;
            return mine == null ? Stream.empty() : mine.outside().stream();
        }

        void run() {
            try {
                Divisible part = own != null && isTrusted(own) ? strategy : await();
                if (part instanceof Pct && own != null) {
                    probe(own, tally);
                }
                while (part != null && !ended) {
                    Laboratory mine = own;
                    if (mine == null) {
                        own = mine = laboratory.another();
                    }
                    search(mine, part, tally);
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

    /** Draws random schedules, for nothing but the estimate of how many there are. */
    private void probe(Laboratory own, Tally tally) {
        RandomWalk walk = new RandomWalk(request.seed());
        for (int i = 0; i < PROBES && i < request.executions() && !ended; i++) {
            walk.number(i);
            own.run(walk);
            tally.sampled(walk.surprise());
        }
    }

    /** Searches a part to its end, unless the whole search ends before. */
    private void search(Laboratory own, Divisible part, Tally tally) {
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
            account(own, part, verdict, ticket, tally);
            if (!goesOn) {
                return;
            }
            if (ticket >= Sampling.ALONE && crew.isHungry() && isShared()) {
                part.split(own.trace()).ifPresent(crew::give);
            }
        }
        end();
    }

    /** Whether the search has taken long enough for others to join in. */
    private boolean isShared() {
        return System.nanoTime() - sharedFrom >= 0;
    }

    /** Ends the search although something is left of it. */
    private synchronized void end() {
        unfinished = true;
        ended = true;
        crew.dismiss();
    }

    private void account(
            Laboratory own, Divisible part, @Nullable Verdict verdict, long ticket, Tally tally) {
        int itsSteps = own.trace().steps();
        tally.executed(itsSteps);
        steps.add(itsSteps);
        if (part instanceof Unreduced dfs && dfs.isBounded()) {
            tally.wasBounded();
        }
        if (part instanceof RandomWalk walk) {
            tally.sampled(walk.surprise());
        }
        if (verdict == null) {
            tally.wasPruned();
        } else {
            tally.saw(verdict, own, ticket);
            if (part instanceof Sampling) {
                tally.drew(own.trace().hash());
            }
            if (race == null) {
                lookForRace(own);
            }
            if (verdict.isFailure()) {
                failed(verdict, own, ticket);
            }
        }
        if ((ticket + 1) % REPORT_EVERY == 0) {
            report(ticket + 1);
        }
    }

    private synchronized void report(long executions) {
        listener.at(executions, steps.sum());
    }

    /** A race is a failure, but one that does something is a better one: so the search goes on. */
    private void lookForRace(Laboratory own) {
        String message = own.race();
        if (message != null) {
            race(message, own);
        }
    }

    private synchronized void race(String message, Laboratory own) {
        if (race == null) {
            raceSchedule = own.schedule();
            race =
                    new Verdict(
                            Kind.DATA_RACE.toString(),
                            Grade.FORBIDDEN,
                            new Broken(Kind.DATA_RACE, message, List.of()));
        }
    }

    private synchronized void failed(Verdict verdict, Laboratory own, long ticket) {
        if (verdict.failure() != null && verdict.failure().kind() == Kind.UNCONTROLLED) {
            untrusted = true;
        }
        if (ticket >= failedTicket) {
            return;
        }
        if (failed == null || request.strategy() != ExploreRequest.Kind.DFS) {
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
        Tally all = new Tally(MOST_SCHEDULES);
        hands.forEach(hand -> all.add(hand.tally));
        boolean exhausted = !unfinished;
        boolean stoppedByFailure =
                failed() != null
                        && (exhausted || untrusted || (failed != null && !request.keepGoing()));
        String limit =
                !exhausted
                        ? request.executions() + " executions"
                        : all.isPreemptionBound() ? request.preemptions() + " preemptions" : "";
        ExplorationResult.Stop stop =
                Explorer.stop(stoppedByFailure, cancelled && !exhausted, !limit.isEmpty());
        return new ExplorationResult(
                request.subject().id(),
                request.subject().variant(),
                request.strategy(),
                request.level(),
                request.isReduced(),
                all.executions(),
                request.strategy() == ExploreRequest.Kind.DFS ? all.complete() : all.schedules(),
                all.steps(),
                nanos,
                stop,
                stop == ExplorationResult.Stop.BOUNDED ? limit : "",
                all.outcomes(),
                failure,
                all.space(),
                notes(all));
    }

    private List<String> notes(Tally all) {
        List<String> notes = new ArrayList<>();
        if (strategy instanceof Pct pct) {
            notes.add(pct.boundInWords());
        }
        if (all.isFull()) {
            notes.add("schedules were told apart up to " + all.schedules() + "; there may be more");
        }
        if (request.preemptions() >= 0 && request.search().reduction()) {
            notes.add("a bound on preemptions switches the reduction off");
        }
        List<String> outside = hands.stream().flatMap(Hand::outside).sorted().distinct().toList();
        if (!outside.isEmpty()) {
            notes.add(
                    "input and output is done for real, in every execution anew, and is no point of choice: "
                            + String.join(", ", outside));
        }
        notes.add(
                "not covered: "
                        + beneath(request.level())
                        + "reorderings of a weak memory model, input and output (what is printed is dropped), native methods");
        return List.copyOf(notes);
    }

    /** What is too fine for a level of detail, and so not told apart. */
    private static String beneath(Level level) {
        return switch (level) {
            case SYNC -> "accesses to volatile and to other fields (--level volatile, memory), ";
            case VOLATILE -> "accesses to fields that are not volatile (--level memory), ";
            case MEMORY -> "";
        };
    }
}
