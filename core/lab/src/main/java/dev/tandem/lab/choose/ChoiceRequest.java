// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException.Usage;
import java.time.Duration;
import java.util.List;

/**
 * A choice to be made.
 *
 * @param models those to choose from
 * @param timeLimit how long to measure; warming up and what must be measured once do not count
 * @param timeout how long the whole may take
 * @param parallelism how many processors the models plan for
 */
public record ChoiceRequest(
        Job<?> job,
        Parameters parameters,
        long seed,
        List<ExecutionModel> models,
        Needs needs,
        Duration timeLimit,
        Duration timeout,
        int parallelism) {

    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(30);

    public ChoiceRequest {
        models = List.copyOf(models);
        if (!timeLimit.isPositive() || !timeout.isPositive()) {
            throw new Usage("a limit of time is longer than nothing, such as 30s");
        }
    }
}
