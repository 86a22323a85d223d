// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One run to be made.
 *
 * @param timeout how long the run may take; positive
 * @param pace what the pauses that only make a run watchable are multiplied by; 0 removes them
 */
public record RunRequest(
        Workload workload,
        Variant<?> variant,
        Parameters parameters,
        long seed,
        Duration timeout,
        double pace) {

    /** How long a run may take unless somebody says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

    public RunRequest {
        if (!timeout.isPositive()) {
            throw new TandemException.Usage("a timeout is longer than nothing, such as 10s");
        }
        if (!(pace >= 0 && pace <= 1000)) {
            throw new TandemException.Usage(
                    "a pace is a number from 0, no pauses, over 1, real time, to 1000");
        }
    }

    /**
     * Reads a request from text.
     *
     * @throws TandemException.Usage for an unknown variant or parameter, or a value that is not
     *     allowed
     */
    public static RunRequest of(
            Workload workload,
            Optional<String> variant,
            Map<String, String> parameters,
            long seed) {
        var spec = workload.spec();
        return new RunRequest(
                workload,
                variant.map(spec::variant).orElseGet(spec::defaultVariant),
                Parameters.of(spec.parameters(), parameters),
                seed,
                DEFAULT_TIMEOUT,
                0);
    }

    public RunRequest seeded(long newSeed) {
        return new RunRequest(workload, variant, parameters, newSeed, timeout, pace);
    }

    public RunRequest within(Duration limit) {
        return new RunRequest(workload, variant, parameters, seed, limit, pace);
    }

    public RunRequest at(double newPace) {
        return new RunRequest(workload, variant, parameters, seed, timeout, newPace);
    }
}
