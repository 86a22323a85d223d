// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.ModelReport;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Plan;
import java.util.Optional;

/**
 * What is expected of a model, and what came of it.
 *
 * @param plan how it would run the job; empty when it does not say
 * @param prediction empty when there is none
 * @param excluded why it was not run; empty when it was to be
 * @param measured empty when it was not run, or not yet
 */
public record Forecast(
        ExecutionModel model,
        Optional<Plan> plan,
        Optional<Prediction> prediction,
        String excluded,
        Optional<ModelReport> measured) {

    private static final String WRONG = "wrong: it gives other results";

    static Forecast of(ExecutionModel model, Optional<Plan> plan, Prediction prediction) {
        return new Forecast(model, plan, Optional.of(prediction), "", Optional.empty());
    }

    static Forecast without(ExecutionModel model, Optional<Plan> plan, String why) {
        return new Forecast(model, plan, Optional.empty(), why, Optional.empty());
    }

    static Forecast wrong(ExecutionModel model, Optional<Plan> plan) {
        return without(model, plan, WRONG);
    }

    /** Whether the model has given other results than the parts alone. */
    public boolean isWrong() {
        return excluded.equals(WRONG);
    }

    Forecast excluded(String why) {
        return new Forecast(model, plan, prediction, why, measured);
    }

    Forecast measured(Optional<ModelReport> report) {
        return new Forecast(model, plan, prediction, excluded, report);
    }

    public String id() {
        return model.id();
    }

    /** The median of what was measured. */
    public Optional<Double> nanos() {
        return measured.flatMap(ModelReport::time).map(time -> time.value());
    }

    /** Whether the time that was measured is in the interval; empty when there are not both. */
    public Optional<Boolean> isInside() {
        return prediction.flatMap(p -> nanos().map(p::covers));
    }

    /** How much the model asks of a program: one that does not say is taken for threads. */
    Plan.Place place() {
        return plan.map(Plan::place).orElse(Plan.Place.THREADS);
    }
}
