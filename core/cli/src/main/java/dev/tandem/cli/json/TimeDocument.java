// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.compare.ResourceUsage;
import dev.tandem.lab.time.Stopwatch;
import dev.tandem.lab.time.TimedRun;
import dev.tandem.lab.time.Timing;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What {@code time --json} prints. A number that is not known is null.
 *
 * @param way the variant of a workload, the model of a job
 */
@Json
public record TimeDocument(
        String id, String way, Map<String, String> parameters, long seed, List<Form> forms) {

    /**
     * One run.
     *
     * @param form {@code jvm}, {@code aot} (a JVM with an ahead-of-time cache) or {@code native}
     * @param verdict {@code ended}, {@code unexpected}, {@code failed}, {@code unavailable} or
     *     {@code timed-out}
     * @param outcome the label of a workload's outcome, or why there is none
     */
    @Json
    public record Form(
            String form,
            String verdict,
            String outcome,
            @Nullable Long startNanos,
            @Nullable Long runNanos,
            @Nullable Long wallNanos,
            @Nullable Long userNanos,
            @Nullable Long systemNanos,
            @Nullable Long voluntarySwitches,
            @Nullable Long involuntarySwitches,
            @Nullable Long minorFaults,
            @Nullable Long majorFaults,
            @Nullable Long peakBytes) {

        static Form of(Timing timing) {
            boolean ran = timing.wallNanos() > 0;
            return new Form(
                    Stopwatch.name(timing.form()).toLowerCase(Locale.ROOT),
                    Documents.word(timing.verdict()),
                    timing.outcome(),
                    ran ? timing.startNanos() : null,
                    ran ? timing.runNanos() : null,
                    ran ? timing.wallNanos() : null,
                    used(timing, ResourceUsage::userNanos),
                    used(timing, ResourceUsage::systemNanos),
                    used(timing, ResourceUsage::voluntarySwitches),
                    used(timing, ResourceUsage::involuntarySwitches),
                    used(timing, ResourceUsage::minorFaults),
                    used(timing, ResourceUsage::majorFaults),
                    timing.treePeakBytes().isPresent() ? timing.treePeakBytes().getAsLong() : null);
        }

        private static @Nullable Long used(Timing timing, ToLongFunction<ResourceUsage> value) {
            return timing.usage().isPresent() ? value.applyAsLong(timing.usage().get()) : null;
        }
    }

    public static TimeDocument of(TimedRun.What what, List<Timing> timings) {
        return new TimeDocument(
                what.id(),
                what.way(),
                what.parameters(),
                what.seed(),
                timings.stream().map(Form::of).toList());
    }
}
