// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.strategy.Divisible;
import dev.tandem.explore.strategy.Pct;
import dev.tandem.explore.strategy.RandomWalk;
import dev.tandem.explore.strategy.Reduced;
import dev.tandem.explore.strategy.Sampling;
import dev.tandem.explore.strategy.Surw;
import dev.tandem.explore.strategy.Unreduced;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches the schedules of a program with several workers, each in a world of its own, until
 * nothing is left, enough is found, or a limit is reached.
 */
final class Search {

    private static final int REPORT_EVERY = 2_000;

    private static final int MOST_SCHEDULES = 1 << 20;

    private static final long TO_JOIN_NANOS = 1_000_000_000;

    /**
     * The streams of a seed that schedules are drawn from, and those for the estimate; the program
     * itself has the streams that an {@code int} can number.
     */
    private static final long SCHEDULES = 1L << 32;

    private static final long ESTIMATE = 2L << 32;

    private static final long BETWEEN = 4L << 32;

    /**
     * How many random schedules are drawn to estimate the space for a strategy that draws others.
     */
    private static final int PROBES = 200;

    private final ExploreRequest request;
    private final Explorer.Progress listener;
    private final Harness harness;
    private final Divisible strategy;
    private final WorkPool pool;
    private final Findings findings;
    private final long sharedFrom;
    private final List<Worker> workers = new ArrayList<>();
    private final Between between;
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder steps = new LongAdder();
    private volatile boolean cancelled;
    private volatile boolean ended;
    private volatile boolean unfinished;
    private volatile boolean timedOut;
    private final long start = System.nanoTime();

    Search(ExploreRequest request, Explorer.Progress listener) {
        this(request, listener, harness(request));
    }

    /**
     * @param harness one for the request, whose last search has ended
     */
    Search(ExploreRequest request, Explorer.Progress listener, Harness harness) {
        this.request = request;
        this.listener = listener;
        this.harness = harness;
        this.strategy = strategy(request);
        this.findings = new Findings(request);
        this.between = new Between(Seeds.mix(request.seed(), BETWEEN));
        boolean joinLater = request.workers() == ExploreRequest.ALL_CORES;
        int wanted = joinLater ? Runtime.getRuntime().availableProcessors() : request.workers();
        int size = Harness.isSingle() ? 1 : wanted;
        this.sharedFrom = System.nanoTime() + (joinLater ? TO_JOIN_NANOS : 0);
        this.pool = new WorkPool(size);
        for (int i = 0; i < size; i++) {
            workers.add(new Worker(i == 0 ? harness : null, MOST_SCHEDULES / size));
        }
    }

    static Harness harness(ExploreRequest request) {
        return new Harness(
                request.subject(),
                request.level(),
                request.isReduced(),
                request.stepLimit(),
                request.environment());
    }

    /** Another harness for the program. */
    Harness another() {
        return harness.another();
    }

    private static Divisible strategy(ExploreRequest request) {
        return switch (request.strategy()) {
            case DFS ->
                    request.isReduced()
                            ? new Reduced()
                            : new Unreduced(
                                    request.preemptions() < 0
                                            ? Integer.MAX_VALUE
                                            : request.preemptions());
            case RANDOM -> new RandomWalk(Seeds.mix(request.seed(), SCHEDULES));
            case PCT -> new Pct(Seeds.mix(request.seed(), SCHEDULES), request.depth());
            case SURW -> new Surw(Seeds.mix(request.seed(), SCHEDULES));
        };
    }

    /** What is to be run, each on a thread of its own. */
    List<Carrier.Work> works() {
        return workers.stream()
                .map(worker -> new Carrier.Work(worker::run, worker::progress))
                .toList();
    }

    /** The first worker begins, the others wait until there is something to give away. */
    private final class Worker {
        private volatile @Nullable Harness own;
        private final Tally tally;
        private volatile boolean waits;

        Worker(@Nullable Harness own, int mostSchedules) {
            this.own = own;
            this.tally = new Tally(mostSchedules);
        }

        long progress() {
            Harness mine = own;
            return waits || mine == null ? Carrier.WAITING : mine.progress();
        }

        boolean hasDrawn() {
            Harness mine = own;
            return mine != null && mine.hasDrawn();
        }

        Stream<String> outside() {
            Harness mine = own;
            return mine == null ? Stream.empty() : mine.outside().stream();
        }

        boolean isSpuriousPossible() {
            Harness mine = own;
            return mine != null && mine.isSpuriousPossible();
        }

        boolean hasTimeLimits() {
            Harness mine = own;
            return mine != null && mine.hasTimeLimits();
        }

        boolean hasCountedRounds() {
            Harness mine = own;
            return mine != null && mine.hasCountedRounds();
        }

        boolean hasHeldBack() {
            Harness mine = own;
            return mine != null && mine.hasHeldBack();
        }

        void run() {
            try {
                Divisible part = own != null && isTrusted(own) ? strategy : await();
                if (own != null
                        && part instanceof Sampling sampling
                        && sampling.surprisal().isEmpty()) {
                    probe(own, tally);
                }
                while (part != null && !ended) {
                    Harness mine = own;
                    if (mine == null) {
                        own = mine = harness.another();
                    }
                    search(mine, part, tally);
                    part = await();
                }
            } finally {
                if (ended) {
                    pool.close();
                }
            }
        }

        private @Nullable Divisible await() {
            if (ended) {
                return null;
            }
            waits = true;
            Divisible part = pool.take();
            waits = false;
            return part;
        }
    }

    private boolean isTrusted(Harness first) {
        return Determinism.check(
                first,
                problem -> {
                    findings.distrust(problem, Optional.of(first.schedule()));
                    unfinished = true;
                    ended = true;
                });
    }

    /** Draws random schedules, for nothing but the estimate of how many there are. */
    private void probe(Harness own, Tally tally) {
        RandomWalk walk = new RandomWalk(Seeds.mix(request.seed(), ESTIMATE));
        for (int i = 0; i < PROBES && i < request.executions() && !ended; i++) {
            walk.number(i);
            own.run(walk);
            walk.surprisal().ifPresent(tally::sampled);
        }
    }

    /** Searches a part to its end, unless the whole search ends before. */
    private void search(Harness own, Divisible part, Tally tally) {
        while (!ended) {
            if (isTimeUp()) {
                timedOut = true;
                end();
                return;
            }
            long number = numbers.getAndIncrement();
            if (number >= request.executions() || findings.areDecidedBefore(number)) {
                end();
                return;
            }
            if (part instanceof Sampling sampling) {
                sampling.number(number);
            } else if (request.drawsBetween()
                    && Between.isDue(number)
                    && drawBetween(own, number, tally)) {
                return;
            }
            Verdict verdict = own.run(part);
            boolean goesOn = part.executionDone(own.trace());
            account(own, part, verdict, number, tally);
            if (!goesOn) {
                part.released().forEach(pool::give);
                return;
            }
            if (number >= Sampling.ALONE && pool.isWanted() && isShared()) {
                part.split().ifPresent(pool::give);
            }
        }
        end();
    }

    /**
     * What is found is found as if by the execution that would have come next; that one is still to
     * be made when others have ended the search meanwhile, for it has been counted.
     *
     * @return whether anything is found that ends the search
     */
    private boolean drawBetween(Harness own, long number, Tally tally) {
        Optional<Verdict> failed =
                between.draw(own, number, () -> ended || isTimeUp())
                        .filter(verdict -> findings.failed(verdict, own, number));
        failed.ifPresent(verdict -> {
            tally.saw(verdict, own);
            end();
        });
        return failed.isPresent();
    }

    private boolean isTimeUp() {
        return System.nanoTime() - start >= request.limits().time().toNanos();
    }

    /** Whether the search has taken long enough for others to join in. */
    private boolean isShared() {
        return System.nanoTime() - sharedFrom >= 0;
    }

    /** Ends the search although something is left of it. */
    private void end() {
        unfinished = true;
        ended = true;
        pool.close();
    }

    private void account(
            Harness own, Divisible part, @Nullable Verdict verdict, long number, Tally tally) {
        int itsSteps = own.trace().steps();
        tally.executed(itsSteps);
        steps.add(itsSteps);
        if (part.isBounded()) {
            tally.wasBounded();
        }
        if (part instanceof Sampling sampling) {
            sampling.surprisal().ifPresent(tally::sampled);
        }
        if (verdict == null) {
            tally.wasPruned();
        } else {
            tally.saw(verdict, own);
            if (part instanceof Sampling) {
                tally.drew(own.trace().hash());
            }
            findings.lookForRace(own);
            if (verdict.isFailure() && findings.failed(verdict, own, number)) {
                unfinished = true;
                if (findings.areFinal()) {
                    ended = true;
                }
            }
        }
        if ((number + 1) % REPORT_EVERY == 0) {
            report(number + 1);
        }
    }

    private synchronized void report(long executions) {
        listener.at(executions, steps.sum());
    }

    /** The search stands still at something that it does not control, and never comes back. */
    Failure stuck(String message) {
        findings.distrust(message, Optional.empty());
        return new Failure(Kind.UNCONTROLLED, "", message, List.of(), List.of(), Optional.empty());
    }

    void cancel() {
        cancelled = true;
        end();
    }

    Findings findings() {
        return findings;
    }

    Summary summary() {
        Tally all = new Tally(MOST_SCHEDULES);
        workers.forEach(worker -> all.add(worker.tally));
        boolean exhausted = !unfinished;
        return new Summary(
                request,
                strategy,
                all,
                findings.haveStopped(exhausted),
                findings.areTrusted(),
                exhausted,
                cancelled,
                timedOut,
                workers.stream().anyMatch(Worker::hasDrawn),
                workers.stream().anyMatch(Worker::isSpuriousPossible),
                workers.stream().anyMatch(Worker::hasTimeLimits),
                workers.stream().anyMatch(Worker::hasCountedRounds),
                workers.stream().anyMatch(Worker::hasHeldBack),
                between.drawn(),
                workers.stream().flatMap(Worker::outside).sorted().distinct().toList());
    }
}
