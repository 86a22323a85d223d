// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.compare.Sample;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code compare --json} prints. A number that is not known is null.
 *
 * @param verified whether every available model gave the results of the baseline, whenever it ran
 * @param stop {@code completed}, {@code cancelled} or {@code timed-out}
 * @param rounds how many were asked for
 */
@Json
public record CompareDocument(
        String job,
        Map<String, Object> parameters,
        long seed,
        Computer machine,
        boolean verified,
        String stop,
        int parts,
        int rounds,
        List<Model> models,
        long nanos) {

    @Json
    public record Computer(
            String cpu, int processors, long memoryBytes, String os, String runtime) {}

    /**
     * @param reason why it is not available or has no times
     * @param digestsAgree null when it was not run
     * @param samples in the order of the rounds
     */
    @Json
    public record Model(
            String id,
            boolean available,
            @Nullable String reason,
            @Nullable String remedy,
            @Nullable Boolean digestsAgree,
            @Nullable Long startupNanos,
            int warmUpRuns,
            List<Long> samples,
            @Nullable Double medianNanos,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double speedup,
            @Nullable Double speedupLow,
            @Nullable Double speedupHigh,
            @Nullable Double efficiency,
            @Nullable Long cpuNanos,
            @Nullable Long peakBytes,
            @Nullable Long descendantsPeakBytes) {

        static Model of(ModelReport model) {
            Standing standing = model.standing();
            return new Model(
                    model.id(),
                    !(standing instanceof Standing.Missing),
                    switch (standing) {
                        case Standing.Agrees agrees -> null;
                        case Standing.Waiting waiting -> "stopped before it was run";
                        case Standing.Differs differs -> differs.reason();
                        case Standing.Failed failed -> failed.error().toString();
                        case Standing.Missing missing -> missing.why().reason();
                    },
                    standing instanceof Standing.Missing missing ? missing.why().remedy() : null,
                    switch (standing) {
                        case Standing.Agrees agrees -> true;
                        case Standing.Differs differs -> false;
                        default -> null;
                    },
                    orNull(model.startupNanos()),
                    model.warmUpRuns(),
                    model.samples().stream().map(Sample::nanos).toList(),
                    orNull(model.time(), e -> OptionalDouble.of(e.value())),
                    orNull(model.time(), Estimate::low),
                    orNull(model.time(), Estimate::high),
                    orNull(model.speedup(), e -> OptionalDouble.of(e.value())),
                    orNull(model.speedup(), Estimate::low),
                    orNull(model.speedup(), Estimate::high),
                    orNull(model.efficiency()),
                    orNull(model.cpuNanos()),
                    orNull(model.peakBytes()),
                    orNull(model.descendantsPeakBytes()));
        }
    }

    public static CompareDocument of(ComparisonReport report) {
        var request = report.request();
        var machine = report.machine();
        return new CompareDocument(
                request.job().spec().id(),
                request.parameters().asValues(),
                request.seed(),
                new Computer(
                        machine.cpu(),
                        machine.processors(),
                        machine.memoryBytes(),
                        machine.os(),
                        machine.runtime()),
                report.isVerified(),
                Documents.word(report.stop()),
                report.parts(),
                request.rounds(),
                report.models().stream().map(Model::of).toList(),
                report.nanos());
    }

    private static @Nullable Long orNull(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static @Nullable Double orNull(
            Optional<Estimate> estimate, Function<Estimate, OptionalDouble> part) {
        return orNull(estimate.map(part).orElse(OptionalDouble.empty()));
    }
}
