// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.Comparison;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.lab.compare.ComparisonRequest;
import dev.tandem.lab.compare.Machine;
import dev.tandem.lab.compare.Rounds.UntilWithin;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;
import dev.tandem.spi.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The procedure of a choice, in four steps.
 *
 * <ol>
 *   <li>{@linkplain Survey Survey} the job without any model.
 *   <li>{@linkplain Forecasts Predict} what each model takes.
 *   <li>Compare those that could win, as {@code compare} does.
 *   <li>Grade the predictions, and {@linkplain Judgement judge}.
 * </ol>
 */
final class Choosing implements Callable<Void> {

    /** What the survey and the trials may take of the time limit. */
    private static final double FOR_THE_SURVEY = 0.35;

    private static final double FOR_TRIALS = 0.15;

    private static final int MOST_OF_A_PROCESSOR = 4;

    /** How well the medians are to be known: less than what decides. */
    private static final double WITHIN = Judgement.ALIKE / 2;

    private final ChoiceRequest request;
    private final Workers workers;
    private final WaitProbe probe;
    private final ChoiceWatcher watcher;
    private final long started = System.nanoTime();
    private volatile boolean cancelled;
    private volatile Optional<Survey> survey = Optional.empty();
    private volatile List<Forecast> forecasts = List.of();
    private volatile Optional<ComparisonReport> comparison = Optional.empty();

    Choosing(ChoiceRequest request, Workers workers, WaitProbe probe, ChoiceWatcher watcher) {
        this.request = request;
        this.workers = workers;
        this.probe = probe;
        this.watcher = watcher;
    }

    /** From now on an interruption means that the choice ends. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public Void call() throws Exception {
        try {
            List<ExecutionModel> contestants = predict(request.job());
            if (!contestants.isEmpty()) {
                compare(contestants);
            }
        } catch (Exception e) {
            if (!cancelled) {
                throw e;
            }
        }
        return null;
    }

    /** The models that could win. */
    private <R> List<ExecutionModel> predict(Job<R> job) throws Exception {
        try (Work<R> work = job.open(request.parameters(), request.seed())) {
            var run = new JobRun<>(job.spec(), request.seed(), work);
            var survey =
                    new Survey(work, request.parallelism(), most(run), System::nanoTime, watcher);
            this.survey = Optional.of(survey);
            double limit = request.timeLimit().toNanos();
            survey.run((long) (FOR_THE_SURVEY * limit), probe);
            var maker =
                    new Forecasts(
                            run,
                            new Resources(request.parallelism(), workers),
                            survey.scaling().orElseThrow(),
                            survey.expected(),
                            request.needs(),
                            watcher);
            forecasts = maker.of(request.models(), FOR_TRIALS * limit);
            return forecasts.stream()
                    .filter(f -> f.excluded().isEmpty())
                    .map(Forecast::model)
                    .toList();
        }
    }

    /** The most parts that a model has under way, and enough to see the processors used up. */
    private int most(JobRun<?> run) {
        int models =
                request.models().stream()
                        .flatMap(model -> model.plan(run, request.parallelism()).stream())
                        .mapToInt(Plan::concurrency)
                        .max()
                        .orElse(1);
        return Math.max(models, Math.min(run.size(), MOST_OF_A_PROCESSOR * request.parallelism()));
    }

    private void compare(List<ExecutionModel> contestants) throws Exception {
        var baseline = new SequentialModel();
        boolean alone = contestants.stream().noneMatch(m -> m.id().equals(baseline.id()));
        Duration limit = request.timeLimit();
        double rest = (1 - FOR_THE_SURVEY - FOR_TRIALS) * limit.toNanos();
        var comparing =
                new ComparisonRequest(
                        request.job(),
                        request.parameters(),
                        request.seed(),
                        baseline,
                        contestants,
                        alone,
                        new UntilWithin(WITHIN, Duration.ofNanos(Math.max(1, (long) rest))),
                        left(),
                        request.parallelism());
        comparison = Optional.of(new Comparison(workers).run(comparing, watcher));
    }

    private Duration left() {
        Duration used = Duration.ofNanos(System.nanoTime() - started);
        Duration left = request.timeout().minus(used);
        // When there is none, whoever waits for this ends it.
        return left.isPositive() ? left : request.timeout();
    }

    ChoiceReport report(Stop stop, long nanos) {
        Optional<PartProfile> profile = survey.flatMap(Survey::profile);
        Optional<Scaling> scaling = survey.flatMap(Survey::scaling);
        List<Forecast> measured =
                forecasts.stream()
                        .map(f -> f.measured(comparison.flatMap(c -> c.model(f.id()))))
                        .toList();
        double busy = comparison.map(c -> c.busy().orElse(0)).orElse(0.0);
        Optional<Judgement> judgement =
                profile.isPresent() && scaling.isPresent()
                        ? Judgement.of(request, profile.get(), scaling.get(), measured, busy)
                        : Optional.empty();
        return new ChoiceReport(
                request,
                Machine.here(),
                stop,
                profile,
                scaling,
                measured,
                comparison,
                judgement.map(Judgement::limit),
                judgement.map(Judgement::advice),
                nanos);
    }
}
