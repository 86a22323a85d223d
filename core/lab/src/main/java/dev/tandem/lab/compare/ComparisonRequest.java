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
 * @param models the models to compare with the baseline, which always runs and need not be named
 * @param rounds how often each model is measured
 * @param timeout how long the whole may take
 * @param parallelism how many processors the models plan for
 */
public record ComparisonRequest(
        Job<?> job,
        Parameters parameters,
        long seed,
        List<ExecutionModel> models,
        Rounds rounds,
        Duration timeout,
        int parallelism) {

    /** How long a comparison may take unless somebody says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    public ComparisonRequest {
        models =
                models.stream().filter(m -> !m.id().equals(SequentialModel.ID)).distinct().toList();
        if (!timeout.isPositive()) {
            throw new TandemException.Usage("a timeout is longer than nothing, such as 10s");
        }
    }
}
