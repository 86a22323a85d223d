// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.time;

import dev.tandem.lab.compare.ResourceUsage;
import dev.tandem.spi.WorkerRequest.Launch;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run in a process of its own.
 *
 * @param form how the process was started
 * @param outcome in a word or a sentence
 * @param startNanos from asking for the process until it was ready
 * @param runNanos of the run itself
 * @param wallNanos from asking for the process until it had told its result
 * @param usage of the process since its start and of all that it has started; empty where it cannot
 *     be known
 * @param treePeakBytes the most memory that all of them had resident at once, as far as looking
 *     every now and then has seen it; empty where it cannot be known
 */
public record Timing(
        Launch form,
        Verdict verdict,
        String outcome,
        long startNanos,
        long runNanos,
        long wallNanos,
        Optional<ResourceUsage> usage,
        OptionalLong treePeakBytes) {

    /** That there is no such form of it on this machine, or not of this workload. */
    public static Timing unavailable(Launch form, String reason) {
        return new Timing(
                form, Verdict.UNAVAILABLE, reason, 0, 0, 0, Optional.empty(), OptionalLong.empty());
    }
}
