// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.scaling.Estimate;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What follows from the measurements: the model that asks least of a program, among those that are
 * as fast as the fastest.
 *
 * @param limit what limits that model
 */
record Judgement(Advice advice, Limit limit) {

    /** By so much a model may be slower than the fastest, if it asks less. */
    static final double ALIKE = 0.03;

    /**
     * @param busy the share of the processors that other programs used meanwhile
     * @return empty when nothing was measured that meets the needs
     */
    static Optional<Judgement> of(
            ChoiceRequest request,
            PartProfile parts,
            Scaling scaling,
            List<Forecast> forecasts,
            double busy) {
        List<Forecast> measured =
                forecasts.stream()
                        .filter(f -> f.nanos().isPresent() && f.excluded().isEmpty())
                        .toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        var growth = new Growth(request, parts, scaling);
        double least = measured.stream().mapToDouble(f -> cost(f, growth)).min().orElseThrow();
        Forecast chosen =
                measured.stream()
                        .filter(f -> cost(f, growth) <= (1 + ALIKE) * least)
                        .min(
                                Comparator.comparing(Forecast::place)
                                        .thenComparingDouble(f -> cost(f, growth)))
                        .orElseThrow();
        double nanos = chosen.nanos().orElseThrow();
        int concurrency = chosen.plan().map(Plan::concurrency).orElse(parts.parts());
        double overhead = Math.max(0, nanos - scaling.nanos(concurrency));
        Limit limit =
                Limit.of(
                        parts,
                        scaling,
                        chosen.place(),
                        concurrency,
                        nanos,
                        isMeasuredByParts(chosen) ? overhead : 0,
                        busy);
        var advice =
                new Advice(
                        chosen.id(),
                        reasons(chosen, measured, growth),
                        price(chosen),
                        changes(request, scaling, chosen, limit));
        return Optional.of(new Judgement(advice, limit));
    }

    private static boolean isMeasuredByParts(Forecast forecast) {
        return forecast.prediction().filter(p -> p.basis() == Prediction.Basis.PARTS).isPresent();
    }

    private static double cost(Forecast forecast, Growth growth) {
        return forecast.nanos().orElseThrow() * growth.factor(forecast);
    }

    private static List<String> reasons(Forecast chosen, List<Forecast> measured, Growth growth) {
        List<String> reasons = new ArrayList<>();
        double nanos = chosen.nanos().orElseThrow();
        double alone = growth.scaling().nanos(1);
        reasons.add(
                String.format(
                        Locale.ROOT,
                        "A run takes %s, and %s in one thread: %.3g times as fast.",
                        human(nanos),
                        human(alone),
                        alone / nanos));
        if (chosen.place().isIsolated()) {
            Limit.ofThreads(growth.parts(), growth.scaling())
                    .map(limit -> "Threads of one process stay behind. " + limit.evidence())
                    .ifPresent(reasons::add);
        }
        int times = growth.request().needs().growth();
        if (times > 1) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "With %,d times as many parts it is expected to take about %s, and no"
                                    + " other less by more than %.0f %%.",
                            times,
                            human(cost(chosen, growth)),
                            100 * ALIKE));
        }
        String alike =
                measured.stream()
                        .filter(f -> !f.id().equals(chosen.id()))
                        .filter(f -> cost(f, growth) <= (1 + ALIKE) * cost(chosen, growth))
                        .map(Forecast::id)
                        .collect(Collectors.joining(", "));
        if (!alike.isEmpty()) {
            reasons.add(
                    String.format(
                            Locale.ROOT,
                            "No slower by more than %.0f %%, but asking as much or more: %s.",
                            100 * ALIKE,
                            alike));
        }
        if (growth.request().needs().isolated()) {
            reasons.add("A part that ends its process leaves the one that asks for it alone.");
        }
        return reasons;
    }

    private static List<String> price(Forecast chosen) {
        List<String> price = new ArrayList<>();
        ModelReport report = chosen.measured().orElseThrow();
        report.startupNanos()
                .ifPresent(start ->
                        price.add("Opening it takes " + human((double) start) + ", once."));
        report.allocatedBytes()
                .ifPresent(bytes -> price.add("A run allocates " + megabytes(bytes) + "."));
        report.workersPeakBytes()
                .ifPresent(bytes ->
                        price.add("Its worker processes have " + megabytes(bytes) + " resident."));
        price.add(
                switch (chosen.place()) {
                    case CALLER -> "Nothing in the program has to change.";
                    case THREADS ->
                            "What parts share must be safe for threads, and one that ends the"
                                    + " process ends all.";
                    case LOOP ->
                            "No call may block or compute for long, or everything stands still.";
                    case DEVICE -> "A kernel has to be written, and the data goes there and back.";
                    case PROCESSES ->
                            "Parts share nothing, what they need and give travels as messages, and"
                                    + " processes have to be watched.";
                    case MACHINES ->
                            "Parts share nothing, the network fails at times, and members have to be"
                                    + " kept alike.";
                });
        return price;
    }

    private static List<String> changes(
            ChoiceRequest request, Scaling scaling, Forecast chosen, Limit limit) {
        List<String> changes = new ArrayList<>();
        changes.add(
                switch (limit.resource()) {
                    case PROCESSORS -> processors(scaling);
                    case CARRIERS ->
                            "Parts that wait without holding a carrier, or platform threads in a"
                                    + " larger pool.";
                    case LOCK -> "A shorter critical section, or several locks; no model helps.";
                    case PERMITS -> "More permits or connections; no model helps.";
                    case POOL ->
                            chosen.place() == Place.THREADS
                                    ? "A larger pool, or a thread for each part."
                                    : "A larger pool.";
                    case LONGEST_PART -> "A division of the longest part; no model helps.";
                    case DOWNSTREAM ->
                            "A faster service behind it, or several of them; no model helps.";
                    case HANDING_OVER -> "Larger parts, of which fewer are handed over.";
                    case UNKNOWN -> "What limits it is not known; 'profile' may tell.";
                });
        int machines = request.needs().machines();
        if (machines > 1) {
            changes.add(
                    limit.resource() == Limit.Resource.PROCESSORS
                            ? String.format(
                                    Locale.ROOT,
                                    "On %,d machines like this one the model cluster computes for"
                                            + " %s at best; only measuring there tells.",
                                    machines,
                                    human(chosen.nanos().orElseThrow() / machines))
                            : "More machines would be of no use as long as that is the limit.");
        }
        if (!request.needs().isolated() && !chosen.place().isIsolated()) {
            changes.add("Parts that may end their process (--isolate).");
        }
        if (request.needs().growth() == 1 && chosen.place() != Place.CALLER) {
            changes.add("Many more parts (--grow N), where models differ in how many they hold.");
        }
        return changes;
    }

    private static String processors(Scaling scaling) {
        String more = "More processors.";
        Optional<Estimate> serial = scaling.amdahl();
        if (serial.isEmpty()) {
            return more;
        }
        double share = serial.get().value();
        int twice = 2 * scaling.processors();
        double gain = (share + (1 - share) / scaling.processors()) / (share + (1 - share) / twice);
        return String.format(
                Locale.ROOT,
                "More processors: twice as many make it %.2g times as fast, by Amdahl's law.",
                gain);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.1f MB", bytes / 1e6);
    }

    private static String human(double nanos) {
        return Durations.human(nanos);
    }
}
