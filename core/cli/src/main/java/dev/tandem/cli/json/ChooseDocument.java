// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.cli.json.CompareDocument.Computer;
import dev.tandem.lab.choose.ChoiceReport;
import dev.tandem.lab.choose.Forecast;
import dev.tandem.lab.choose.Limit;
import dev.tandem.lab.choose.Needs;
import dev.tandem.lab.choose.PartProfile;
import dev.tandem.lab.choose.Prediction;
import dev.tandem.lab.choose.Scaling;
import dev.tandem.lab.choose.Spread;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.lab.scaling.Estimate;
import dev.tandem.lab.scaling.Scalability;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code choose --json} prints. What is not known, or was not reached, is null. */
@Json
public record ChooseDocument(
        String job,
        Map<String, Object> parameters,
        long seed,
        Computer machine,
        Needed needs,
        String stop,
        @Nullable Part part,
        List<Point> scaling,
        @Nullable Interval amdahl,
        @Nullable Law law,
        List<Model> models,
        long inside,
        long graded,
        @Nullable Limited limit,
        @Nullable Advised advice,
        long nanos) {

    @Json
    public record Needed(boolean isolated, int growth, int machines) {
        static Needed of(Needs needs) {
            return new Needed(needs.isolated(), needs.growth(), needs.machines());
        }
    }

    /** What a part takes; see {@link PartProfile}. */
    @Json
    public record Part(
            int parts,
            Quantiles wallNanos,
            Quantiles cpuNanos,
            double waitingShare,
            @Nullable Double allocatedBytes,
            @Nullable List<Waited> waits) {

        static Part of(PartProfile profile) {
            return new Part(
                    profile.parts(),
                    Quantiles.of(profile.wall()),
                    Quantiles.of(profile.cpu()),
                    profile.waitingShare(),
                    profile.allocatedBytes().isPresent()
                            ? profile.allocatedBytes().getAsDouble()
                            : null,
                    profile.waits().map(w -> w.stream().map(Waited::of).toList()).orElse(null));
        }
    }

    /** The median, a tenth from below and from above, and the greatest. */
    @Json
    public record Quantiles(double median, double low, double high, double greatest) {
        static Quantiles of(Spread spread) {
            return new Quantiles(spread.median(), spread.low(), spread.high(), spread.greatest());
        }
    }

    /**
     * @param kind such as {@code monitor}
     */
    @Json
    public record Waited(String kind, String what, long nanos, long count) {
        static Waited of(Wait wait) {
            return new Waited(
                    Documents.word(wait.kind()), wait.what(), wait.total().toNanos(), wait.count());
        }
    }

    /**
     * @param rates parts a second, each time it was measured
     */
    @Json
    public record Point(int threads, List<Double> rates) {}

    @Json
    public record Interval(double value, double low, double high) {
        static Interval of(Estimate estimate) {
            return new Interval(estimate.value(), estimate.low(), estimate.high());
        }
    }

    /**
     * The universal scalability law.
     *
     * @param reason why it does not hold; the others are null then
     * @param upTo how many threads it holds for
     */
    @Json
    public record Law(
            boolean holds,
            @Nullable String reason,
            @Nullable Interval contention,
            @Nullable Interval coherency,
            @Nullable Integer upTo) {

        static Law of(Scalability fit) {
            return switch (fit) {
                case Scalability.Law law ->
                        new Law(
                                true,
                                null,
                                Interval.of(law.contention()),
                                Interval.of(law.coherency()),
                                law.upTo());
                case Scalability.None none -> new Law(false, none.reason(), null, null, null);
            };
        }
    }

    /**
     * @param basis {@code parts} or {@code trial}
     * @param excluded why it was not run; empty when it was to be
     * @param measuredNanos the median
     */
    @Json
    public record Model(
            String id,
            @Nullable String basis,
            @Nullable Double predictedNanos,
            @Nullable Double low,
            @Nullable Double high,
            String excluded,
            @Nullable Double measuredNanos,
            @Nullable Boolean inside) {

        static Model of(Forecast forecast) {
            var prediction = forecast.prediction();
            return new Model(
                    forecast.id(),
                    prediction.map(p -> Documents.word(p.basis())).orElse(null),
                    prediction.map(Prediction::nanos).orElse(null),
                    prediction.map(Prediction::low).orElse(null),
                    prediction.map(Prediction::high).orElse(null),
                    forecast.excluded(),
                    forecast.nanos().orElse(null),
                    forecast.isInside().orElse(null));
        }
    }

    /**
     * @param resource such as {@code processors}
     */
    @Json
    public record Limited(String resource, String evidence) {
        static Limited of(Limit limit) {
            return new Limited(Documents.word(limit.resource()), limit.evidence());
        }
    }

    @Json
    public record Advised(
            String model, List<String> reasons, List<String> price, List<String> changes) {}

    public static ChooseDocument of(ChoiceReport report) {
        var request = report.request();
        return new ChooseDocument(
                request.job().spec().id(),
                request.parameters().asValues(),
                request.seed(),
                Computer.of(report.machine()),
                Needed.of(request.needs()),
                Documents.word(report.stop()),
                report.profile().map(Part::of).orElse(null),
                report.scaling()
                        .map(s ->
                                s.curve().samples().stream()
                                        .map(p -> new Point(p.threads(), p.rates()))
                                        .toList())
                        .orElse(List.of()),
                report.scaling().flatMap(Scaling::amdahl).map(Interval::of).orElse(null),
                report.scaling().map(s -> Law.of(s.law())).orElse(null),
                report.forecasts().stream().map(Model::of).toList(),
                report.inside(),
                report.graded(),
                report.limit().map(Limited::of).orElse(null),
                report.advice()
                        .map(a -> new Advised(a.model(), a.reasons(), a.price(), a.changes()))
                        .orElse(null),
                report.nanos());
    }
}
