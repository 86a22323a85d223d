// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.lab.compare.ComparisonWatcher.Phase;
import dev.tandem.lab.compare.ComparisonWatcher.Turn;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.compare.Rounds.Exactly;
import dev.tandem.lab.compare.Rounds.Limit;
import dev.tandem.lab.compare.Rounds.UntilWithin;
import dev.tandem.spi.ExecutionModel.Session;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;
import dev.tandem.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The procedure of a comparison, in four steps.
 *
 * <ol>
 *   <li>Open the work and each model, whose start-up is timed apart.
 *   <li>Check: the baseline runs first, then each model once; one whose digests differ is out of
 *       the race.
 *   <li>Warm up, in turns, until the times of all have {@linkplain WarmUp settled}.
 *   <li>Measure in {@linkplain Rounds rounds}: in each, every model runs once, in an {@linkplain
 *       Order order} that is shuffled anew.
 * </ol>
 *
 * <p>The digests of every single run are checked, outside of its timing. A model that is measured
 * {@linkplain ComparisonRequest#alone alone} goes through the same steps; the baseline has then
 * done its part with the second one.
 */
final class Measurement implements Callable<Void> {

    private final ComparisonRequest request;
    private final Resources resources;
    private final Meter meter;
    private final LongSupplier clock;
    private final ComparisonWatcher watcher;
    private final Contestant baseline;
    private final List<Contestant> all;
    private volatile int parts;
    private volatile long[] expected = {};
    private volatile boolean cancelled;
    private volatile Contestant running;
    private volatile Optional<Limit> limit = Optional.empty();
    private volatile OptionalDouble busy = OptionalDouble.empty();

    Measurement(
            ComparisonRequest request,
            Workers workers,
            Meter meter,
            LongSupplier clock,
            ComparisonWatcher watcher) {
        this.request = request;
        this.resources = new Resources(request.parallelism(), workers);
        this.meter = meter;
        this.clock = clock;
        this.watcher = watcher;
        baseline = new Contestant(request.baseline());
        running = baseline;
        all =
                Stream.concat(Stream.of(baseline), request.models().stream().map(Contestant::new))
                        .toList();
    }

    /** From now on an interruption means that the comparison ends. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public Void call() throws Exception {
        return compare(request.job());
    }

    private <R> Void compare(Job<R> job) throws Exception {
        try (Work<R> work = job.open(request.parameters(), request.seed())) {
            parts = work.size();
            var run = new JobRun<>(job.spec(), request.seed(), work);
            try {
                check(run);
                warmUp();
                measure();
            } finally {
                all.reversed().forEach(this::close);
            }
        } catch (InterruptedException e) {
            if (!cancelled) {
                throw e;
            }
        }
        return null;
    }

    private void check(JobRun<?> job) throws Exception {
        for (int i = 0; i < all.size(); i++) {
            Contestant contestant = all.get(i);
            var turn = new Turn(Phase.CHECKING, contestant.id(), i, all.size(), parts);
            attempt(
                    contestant,
                    () -> {
                        contestant.open(job, resources, clock);
                        if (contestant.isInTheRace()) {
                            // The run that is checked counts as one for warming up, too.
                            contestant.warmUp().ran(run(contestant, turn));
                        }
                    });
        }
    }

    private void warmUp() throws Exception {
        int done = 0;
        while (true) {
            List<Contestant> unsettled = inTheRace().filter(c -> !c.warmUp().isOver()).toList();
            if (unsettled.isEmpty()) {
                return;
            }
            for (Contestant contestant : unsettled) {
                var turn = new Turn(Phase.WARMING_UP, contestant.id(), done++, 0, parts);
                attempt(contestant, () -> contestant.warmUp().ran(run(contestant, turn)));
            }
        }
    }

    private void measure() throws Exception {
        Meter.Watch watch = meter.watchOthers();
        try {
            var order = new Order(request.seed());
            long start = clock.getAsLong();
            int done = 0;
            while (limit.isEmpty()) {
                measure(++done, order.next(inTheRace().toList()));
                limit = limit(done, clock.getAsLong() - start);
            }
        } finally {
            busy = watch.share();
        }
    }

    private void measure(int round, List<Contestant> turns) throws Exception {
        int size = turns.size();
        int total = request.rounds() instanceof Exactly rounds ? rounds.number() * size : 0;
        for (int t = 0; t < size; t++) {
            Contestant contestant = turns.get(t);
            int done = (round - 1) * size + t;
            var turn = new Turn(Phase.MEASURING, contestant.id(), done, total, parts);
            attempt(
                    contestant,
                    () -> {
                        Meter.Reading reading = meter.begin(contestant::workers);
                        long nanos = run(contestant, turn);
                        contestant.add(new Sample(round, nanos, reading.end()));
                    });
        }
    }

    /** What ends the measuring after so many rounds; empty when another one is to be made. */
    private Optional<Limit> limit(int done, long nanos) {
        return switch (request.rounds()) {
            case Exactly rounds ->
                    done < rounds.number() ? Optional.empty() : Optional.of(Limit.ROUNDS);
            case UntilWithin within -> {
                if (done < Medians.FEWEST_SAMPLES) {
                    yield Optional.empty();
                }
                if (inTheRace().allMatch(c -> c.isWithin(within.share()))) {
                    yield Optional.of(Limit.WITHIN);
                }
                if (nanos >= within.timeLimit().toNanos()) {
                    yield Optional.of(Limit.TIME);
                }
                yield done < Rounds.MOST ? Optional.empty() : Optional.of(Limit.ROUNDS);
            }
        };
    }

    /** Those whose times matter. */
    private List<Contestant> measured() {
        return request.alone() ? all.subList(1, all.size()) : all;
    }

    private Stream<Contestant> inTheRace() {
        return measured().stream().filter(Contestant::isInTheRace);
    }

    /** Runs every part once. What is timed is this and nothing else. */
    private long run(Contestant contestant, Turn turn) throws Exception {
        watcher.begins(turn);
        Session session = contestant.session();
        long start = clock.getAsLong();
        long[] digests = session.run(watcher).digests();
        long nanos = clock.getAsLong() - start;
        if (contestant == baseline && expected.length == 0) {
            expected = digests;
        }
        contestant.check(expected, digests);
        if (contestant == baseline && contestant.standing() instanceof Standing.Differs differs) {
            // What it is checked against is its own first run.
            contestant.is(
                    new Standing.Differs("it gives other results each time; " + differs.reason()));
        }
        return session instanceof SelfTimed timed ? timed.lastNanos() : nanos;
    }

    @FunctionalInterface
    private interface Step {
        void take() throws Exception;
    }

    /**
     * A model that breaks off is out of the race, the comparison goes on; not so for the baseline.
     */
    @SuppressWarnings(
            "InterruptedExceptionSwallowed") // a part may throw it of itself: then it is a failure
    // like any other
    private void attempt(Contestant contestant, Step step) throws Exception {
        running = contestant;
        try {
            step.take();
        } catch (Exception
                | LinkageError
                | AssertionError
                | OutOfMemoryError
                | StackOverflowError e) {
            if (cancelled) {
                throw new InterruptedException();
            }
            if (contestant == baseline) {
                throw e;
            }
            contestant.is(new Standing.Failed(e));
            close(contestant);
        }
    }

    private void close(Contestant contestant) {
        try {
            contestant.close();
        } catch (RuntimeException e) {
            contestant.is(new Standing.Failed(e));
        }
    }

    /** The comparison was cancelled and goes on all the same: says who is to blame. */
    void abandon() {
        running.is(new Standing.Failed(new IllegalStateException("it ignores its cancellation")));
    }

    ComparisonReport report(Stop stop, long nanos) {
        int processors = Math.min(request.parallelism(), Math.max(1, parts));
        var summary = new Summary(baseline, processors, meter.cpuResolutionNanos());
        List<ModelReport> models = measured().stream().map(summary::of).toList();
        return new ComparisonReport(
                request, Machine.here(), stop, parts, models, limit, busy, nanos);
    }
}
