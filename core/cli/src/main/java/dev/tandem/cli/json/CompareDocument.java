// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.compare.Against;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.Difference;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.Machine;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.ModelReport.Standing;
import dev.tandem.lab.compare.Rounds.UntilWithin;
import dev.tandem.lab.compare.Sample;
import dev.tandem.spi.TandemException;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code compare --json} and {@code bench --json} print and export. A number that is not known
 * is null.
 *
 * @param verified whether every available model gave the results of the baseline, whenever it ran
 * @param stop {@code completed}, {@code cancelled} or {@code timed-out}
 * @param rounds in how many the baseline was measured
 * @param limit what ended the rounds: {@code rounds}, {@code within} or {@code time}; null when the
 *     comparison was stopped before
 * @param within how far an interval might reach from its median, as a share of it; null when a
 *     number of rounds was asked for
 * @param busy the share of the time of all processors that other programs used meanwhile
 * @param against how the times compare with those of an export; null when none was named
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
        @Nullable String limit,
        @Nullable Double within,
        @Nullable Double busy,
        List<Model> models,
        @Nullable Before against,
        long nanos) {

    @Json
    public record Computer(
            String cpu, int processors, long memoryBytes, String os, String runtime) {

        static Computer of(Machine machine) {
            return new Computer(
                    machine.cpu(),
                    machine.processors(),
                    machine.memoryBytes(),
                    machine.os(),
                    machine.runtime());
        }
    }

    /**
     * @param reason why it is not available or has no times
     * @param digestsAgree null when it was not run
     * @param samples in the order of the rounds
     * @param low the lower end of the interval; null with fewer than 6 rounds, as the others are
     * @param drift by what share the second half of the samples took longer than the first; null
     *     when that may be chance or is little
     * @param outliers the rounds whose samples lie far outside of the others
     * @param cpuNanos the mean; null when the clock is too coarse for it
     * @param allocatedBytes what a run allocated on the heap of this process, the mean
     * @param peakBytes the most memory that the worker processes of the model had resident in a
     *     run, added up; null for a model without any, whose memory cannot be told apart from what
     *     others have left in this process
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
            @Nullable Double drift,
            List<Integer> outliers,
            @Nullable Long cpuNanos,
            @Nullable Long allocatedBytes,
            @Nullable Long peakBytes) {

        static Model of(ModelReport model) {
            Standing standing = model.standing();
            return new Model(
                    model.id(),
                    !(standing instanceof Standing.Missing),
                    switch (standing) {
                        case Standing.Agrees agrees -> null;
                        case Standing.Waiting waiting -> "stopped before it was run";
                        case Standing.Differs differs -> differs.reason();
                        case Standing.Failed failed -> TandemException.told(failed.error());
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
                    orNull(model.drift()),
                    model.outliers().stream().map(Sample::round).toList(),
                    orNull(model.cpuNanos()),
                    orNull(model.allocatedBytes()),
                    orNull(model.workersPeakBytes()));
        }
    }

    /**
     * @param otherMachine in what the machine of the export differs from this one; null when it is
     *     the same
     */
    @Json
    public record Before(String file, @Nullable String otherMachine, List<Change> models) {

        static Before of(Against against) {
            return new Before(
                    against.file(),
                    against.otherMachine().isEmpty() ? null : against.otherMachine(),
                    against.differences().entrySet().stream()
                            .map(e -> Change.of(e.getKey(), e.getValue()))
                            .toList());
        }
    }

    /**
     * @param verdict {@code faster}, {@code slower} or {@code none-seen}
     * @param ratio how many times as long a run takes now
     * @param probability of such a difference by chance
     */
    @Json
    public record Change(String id, String verdict, double ratio, double probability) {

        static Change of(String model, Difference difference) {
            return new Change(
                    model,
                    Documents.word(difference.verdict()),
                    difference.ratio(),
                    difference.probability());
        }
    }

    public static CompareDocument of(ComparisonReport report, Optional<Against> against) {
        var request = report.request();
        return new CompareDocument(
                request.job().spec().id(),
                request.parameters().asValues(),
                request.seed(),
                Computer.of(report.machine()),
                report.isVerified(),
                Documents.word(report.stop()),
                report.parts(),
                report.rounds(),
                report.limit().map(Documents::word).orElse(null),
                request.rounds() instanceof UntilWithin until ? until.share() : null,
                orNull(report.busy()),
                report.models().stream().map(Model::of).toList(),
                against.map(Before::of).orElse(null),
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
