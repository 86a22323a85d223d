// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import java.time.Duration;
import java.util.List;

/**
 * A comparison to be made.
 *
 * @param baseline what every other model is checked against; it always runs and need not be named
 *     among the models
 * @param models the models to compare with the baseline
 * @param alone whether the baseline only checks the others: then it is not measured, unless there
 *     is no other
 * @param rounds how often each model is measured
 * @param timeout how long the whole may take
 * @param parallelism how many processors the models plan for
 */
public record ComparisonRequest(
        Job<?> job,
        Parameters parameters,
        long seed,
        ExecutionModel baseline,
        List<ExecutionModel> models,
        boolean alone,
        Rounds rounds,
        Duration timeout,
        int parallelism) {

    /** How long a comparison may take unless somebody says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    public ComparisonRequest {
        models = models.stream().filter(m -> !m.id().equals(baseline.id())).distinct().toList();
        alone &= !models.isEmpty();
        if (!timeout.isPositive()) {
            throw new TandemException.Usage("a timeout is longer than nothing, such as 10s");
        }
    }

    /** A comparison with {@linkplain SequentialModel one thread}, which is measured too. */
    public ComparisonRequest(
            Job<?> job,
            Parameters parameters,
            long seed,
            List<ExecutionModel> models,
            Rounds rounds,
            Duration timeout,
            int parallelism) {
        this(
                job,
                parameters,
                seed,
                new SequentialModel(),
                models,
                false,
                rounds,
                timeout,
                parallelism);
    }

    /** The same for one model alone, which a single run of the baseline checks. */
    public ComparisonRequest of(ExecutionModel model) {
        return new ComparisonRequest(
                job,
                parameters,
                seed,
                baseline,
                List.of(model),
                true,
                rounds,
                timeout,
                parallelism);
    }
}
