// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.spi.AsyncWork;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Predicts what each model takes. A model that calls the parts in threads of this process takes
 * what threads took that shared them out, and what it takes itself when there is nothing to do. Any
 * other is tried.
 */
final class Forecasts {

    /** A model that takes so many times as long as another surely does is not tried again. */
    private static final double HOPELESS = 3;

    private static final double IDLE_NANOS = 250e6;
    private static final double MOST_TRIAL_NANOS = 2e9;

    private final JobRun<?> job;
    private final Resources resources;
    private final Scaling scaling;
    private final long[] expected;
    private final Needs needs;
    private final ChoiceWatcher watcher;

    /**
     * @param expected the digests that every model must give
     */
    Forecasts(
            JobRun<?> job,
            Resources resources,
            Scaling scaling,
            long[] expected,
            Needs needs,
            ChoiceWatcher watcher) {
        this.job = job;
        this.resources = resources;
        this.scaling = scaling;
        this.expected = expected;
        this.needs = needs;
        this.watcher = watcher;
    }

    /**
     * One for each model, in the same order; excluded are those that cannot win or do not meet the
     * needs.
     *
     * @param limitNanos what all trials together may take
     */
    List<Forecast> of(List<ExecutionModel> models, double limitNanos) throws Exception {
        Forecast[] all = new Forecast[models.size()];
        List<Integer> tried = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            if (isCalled(models.get(i))) {
                all[i] = attempt(models.get(i), this::fromParts);
            } else {
                tried.add(i);
            }
        }
        double surely = surely(Arrays.asList(all));
        double limit = Math.min(MOST_TRIAL_NANOS, limitNanos / Math.max(1, tried.size()));
        for (int i : tried) {
            all[i] =
                    attempt(
                            models.get(i),
                            model ->
                                    needs.isolated() || !isTooFew(model, surely)
                                            ? fromTrial(model, limit, HOPELESS * surely)
                                            : Forecast.of(model, plan(model), inProcesses(model)));
        }
        return excluding(List.of(all));
    }

    private Optional<Plan> plan(ExecutionModel model) {
        return model.plan(job, resources.parallelism());
    }

    /** Whether a model calls the parts in threads of this process. */
    private boolean isCalled(ExecutionModel model) {
        return plan(model)
                .map(plan ->
                        switch (plan.place()) {
                            case CALLER, THREADS -> true;
                            case LOOP -> !(job.work() instanceof AsyncWork<?>);
                            case DEVICE, PROCESSES, MACHINES -> false;
                        })
                .orElse(false);
    }

    /** Whether a model has so few parts under way that starting its processes is no use. */
    private boolean isTooFew(ExecutionModel model, double surely) {
        return plan(model).filter(plan -> plan.place().isIsolated()).isPresent()
                && inProcesses(model).low() > surely;
    }

    /** At the best: what messages take is not in it. */
    private Prediction inProcesses(ExecutionModel model) {
        return Prediction.ofParts(scaling, plan(model).orElseThrow().concurrency(), 0);
    }

    private Forecast fromParts(ExecutionModel model) throws Exception {
        watcher.surveys("measuring what " + model.id() + " takes for nothing");
        Plan plan = plan(model).orElseThrow();
        var idle =
                new JobRun<>(
                        job.spec(), job.seed(), new IdleWork(job.size(), job.work().parameters()));
        Trial overhead =
                Trial.run(
                        model,
                        idle,
                        resources,
                        System::nanoTime,
                        IDLE_NANOS,
                        Double.POSITIVE_INFINITY);
        return Forecast.of(
                model,
                Optional.of(plan),
                Prediction.ofParts(scaling, plan.concurrency(), overhead.median()));
    }

    private Forecast fromTrial(ExecutionModel model, double limitNanos, double hopelessNanos)
            throws Exception {
        watcher.surveys("trying " + model.id());
        Trial trial = Trial.run(model, job, resources, System::nanoTime, limitNanos, hopelessNanos);
        return Arrays.equals(expected, trial.digests())
                ? Forecast.of(model, plan(model), Prediction.ofTrial(trial.nanos()))
                : Forecast.wrong(model, plan(model));
    }

    @FunctionalInterface
    private interface Step {
        Forecast of(ExecutionModel model) throws Exception;
    }

    /** A model that breaks off is left out, the choice goes on. */
    private Forecast attempt(ExecutionModel model, Step step) throws InterruptedException {
        if (model.availability(job) instanceof Unavailable(String reason, String remedy)) {
            return Forecast.without(model, plan(model), missing(reason, remedy));
        }
        try {
            return step.of(model);
        } catch (InterruptedException e) {
            throw e;
        } catch (TandemException.Missing e) {
            return Forecast.without(model, plan(model), missing(e.reason(), e.remedy()));
        } catch (Exception | LinkageError | AssertionError | OutOfMemoryError e) {
            return Forecast.without(model, plan(model), "failed: " + e);
        }
    }

    private static String missing(String reason, String remedy) {
        return "not available: " + reason + "; " + remedy;
    }

    /** What the fastest will not exceed, of those that meet the needs. */
    private double surely(List<Forecast> some) {
        return some.stream()
                .filter(f -> f != null && meetsNeeds(f))
                .flatMap(f -> f.prediction().stream())
                .mapToDouble(Prediction::high)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private boolean meetsNeeds(Forecast forecast) {
        return !needs.isolated() || forecast.place().isIsolated();
    }

    private List<Forecast> excluding(List<Forecast> all) {
        double surely = surely(all);
        return all.stream()
                .map(f -> {
                    if (!f.excluded().isEmpty()) {
                        return f;
                    }
                    if (!meetsNeeds(f)) {
                        return f.excluded("not isolated; a part that ends the process ends all");
                    }
                    return f.prediction().filter(p -> p.low() > surely).isPresent()
                            ? f.excluded("not run: cannot win")
                            : f;
                })
                .toList();
    }
}
