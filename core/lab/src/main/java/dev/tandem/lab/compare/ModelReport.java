// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.ExecutionModel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How one model fared.
 *
 * @param startupNanos what {@link ExecutionModel#open} took; empty when it was not reached
 * @param warmUpRuns how many runs it took until the times had settled; their times are not among
 *     the samples
 * @param samples the measured runs; empty unless the model was right in every one
 * @param time the median of a run in nanoseconds
 * @param speedup how many times as fast as the baseline: the median of the ratios of the rounds
 *     that both took part in
 * @param efficiency the speed-up for each processor that the model planned for
 * @param drift by what share the second half of the samples took longer than the first; empty when
 *     that may be chance or is little
 * @param cpuNanos processor time of a run, the mean; empty when the clock is too coarse for it
 * @param allocatedBytes what a run allocated on the heap of this process, the mean
 * @param workersPeakBytes the most memory that its worker processes had resident in any run, added
 *     up; empty when it has none
 */
public record ModelReport(
        ExecutionModel model,
        Standing standing,
        OptionalLong startupNanos,
        int warmUpRuns,
        List<Sample> samples,
        Optional<Estimate> time,
        Optional<Estimate> speedup,
        OptionalDouble efficiency,
        OptionalDouble drift,
        OptionalLong cpuNanos,
        OptionalLong allocatedBytes,
        OptionalLong workersPeakBytes) {

    /** Where a model stands at the end of a comparison. */
    public sealed interface Standing {

        /** The comparison was stopped before the model had been checked. */
        record Waiting() implements Standing {}

        /** It gave the same results as the baseline whenever it ran. */
        record Agrees() implements Standing {}

        /**
         * It gave results that differ from those of the baseline: its times mean nothing.
         *
         * @param reason which parts differ
         */
        record Differs(String reason) implements Standing {}

        /** It broke off. */
        record Failed(Throwable error) implements Standing {}

        /** It cannot run this job here. */
        record Missing(Unavailable why) implements Standing {}
    }

    public String id() {
        return model.id();
    }

    /** The samples that lie far outside of the others, among which they stay. */
    public List<Sample> outliers() {
        return Outliers.of(samples);
    }

    public boolean agrees() {
        return standing instanceof Standing.Agrees;
    }
}
