// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.choose.Advice;
import dev.tandem.lab.choose.ChoiceReport;
import dev.tandem.lab.choose.Forecast;
import dev.tandem.lab.choose.Limit;
import dev.tandem.lab.choose.Needs;
import dev.tandem.lab.choose.PartProfile;
import dev.tandem.lab.choose.Prediction;
import dev.tandem.lab.choose.Scaling;
import dev.tandem.lab.choose.Spread;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.lab.scaling.Curve.Sample;
import dev.tandem.lab.scaling.Scalability;
import dev.tandem.spi.Durations;
import dev.tandem.spi.evidence.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a choice to a person: what was measured, what was predicted, and the advice. */
public final class ChooseView {

    private static final int MOST_WAITS = 3;
    private static final String INDENT = "  ";

    private final Screen screen;

    public ChooseView(Screen screen) {
        this.screen = screen;
    }

    public List<String> lines(ChoiceReport report) {
        List<String> lines = new ArrayList<>(heading(report));
        report.profile().ifPresent(profile -> lines.addAll(block(parts(profile))));
        report.scaling().ifPresent(scaling -> lines.addAll(scaling(scaling)));
        if (!report.forecasts().isEmpty()) {
            lines.add("");
            lines.addAll(new TableView(table(report), screen).lines());
            excluded(report).forEach((why, ids) -> lines.addAll(absent(why, ids)));
        }
        lines.addAll(block(grades(report)));
        report.limit().ifPresent(limit -> lines.addAll(block(List.of(limit(limit)))));
        report.advice().ifPresent(advice -> lines.addAll(advice(advice)));
        return lines;
    }

    /** Those that were not run, by the reason. */
    private static Map<String, String> excluded(ChoiceReport report) {
        return report.forecasts().stream()
                .filter(f -> !f.excluded().isEmpty())
                .collect(
                        Collectors.groupingBy(
                                Forecast::excluded,
                                LinkedHashMap::new,
                                Collectors.mapping(Forecast::id, Collectors.joining(", "))));
    }

    private List<String> absent(String why, String ids) {
        return Text.wrap(ids + INDENT + Text.oneLine(why), screen.width());
    }

    private List<String> heading(ChoiceReport report) {
        var request = report.request();
        List<String> lines = new ArrayList<>();
        var spec = request.job().spec();
        lines.add(screen.paint(Style.BOLD, spec.id()) + INDENT + spec.title());
        String values =
                request.parameters().asText().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue() + " ")
                        .collect(Collectors.joining("", "", "seed=" + request.seed()));
        Text.wrap(values, screen.width()).forEach(line -> lines.add(screen.paint(Style.DIM, line)));
        Text.wrap(CompareView.machine(report.machine()), screen.width())
                .forEach(line -> lines.add(screen.paint(Style.DIM, line)));
        Needs needs = request.needs();
        if (!needs.equals(Needs.NONE)) {
            String wanted =
                    (needs.isolated() ? "isolated, " : "")
                            + String.format(
                                    Locale.ROOT,
                                    "%,d times as many parts, %s",
                                    needs.growth(),
                                    Wording.count(needs.machines(), "machine"));
            lines.add(screen.paint(Style.DIM, wanted));
        }
        return lines;
    }

    /** An empty line and paragraphs; nothing for none. */
    private List<String> block(List<String> paragraphs) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : paragraphs) {
            if (lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(Text.wrap(paragraph, screen.width()));
        }
        return lines;
    }

    private static List<String> parts(PartProfile profile) {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "A part takes "
                        + spread(profile.wall())
                        + " and computes for "
                        + spread(profile.cpu())
                        + String.format(
                                Locale.ROOT,
                                "; %.0f %% of the time is waiting.",
                                100 * profile.waitingShare()));
        profile.allocatedBytes()
                .ifPresent(
                        bytes -> sentences.add("It allocates " + CompareView.bytes(bytes) + "."));
        profile.waits()
                .ifPresent(waits ->
                        waits.stream()
                                .limit(MOST_WAITS)
                                .forEach(wait -> sentences.add(waiting(wait))));
        return sentences;
    }

    private static String spread(Spread spread) {
        return "%s (%s to %s, at most %s)"
                .formatted(
                        Durations.human(spread.median()),
                        Durations.human(spread.low()),
                        Durations.human(spread.high()),
                        Durations.human(spread.greatest()));
    }

    private static String waiting(Wait wait) {
        return "Waited "
                + wait.kind().words()
                + (wait.what().isEmpty() ? "" : " (" + Text.oneLine(wait.what()) + ")")
                + ": "
                + Wording.count(wait.count(), "time")
                + ", "
                + Durations.human((double) wait.total().toNanos())
                + " in all threads together.";
    }

    private List<String> scaling(Scaling scaling) {
        List<List<Object>> rows = new ArrayList<>();
        double alone = scaling.nanos(1);
        for (Sample sample : scaling.curve().samples()) {
            double nanos = scaling.nanos(sample.threads());
            rows.add(
                    List.of(
                            sample.threads(),
                            Durations.human(nanos),
                            sample.median(),
                            alone / nanos));
        }
        List<String> lines = new ArrayList<>(List.of(""));
        var table = new Table(List.of("threads", "a run", "parts/s", "speed-up"), rows);
        lines.addAll(new TableView(table, screen).lines());
        List<String> laws = new ArrayList<>();
        scaling.amdahl()
                .ifPresent(share ->
                        laws.add(
                                "Amdahl: the share that only one at a time can do is "
                                        + share
                                        + "."));
        laws.add(law(scaling));
        lines.addAll(block(laws));
        return lines;
    }

    private static String law(Scaling scaling) {
        int numbers = scaling.curve().samples().size();
        if (numbers < Scalability.FEWEST_SAMPLES) {
            return String.format(
                    Locale.ROOT,
                    "The universal scalability law wants %d numbers of threads, and %s measured.",
                    Scalability.FEWEST_SAMPLES,
                    numbers + (numbers == 1 ? " was" : " were"));
        }
        return switch (scaling.law()) {
            case Scalability.Law law -> "The universal scalability law, " + law + ".";
            case Scalability.None none ->
                    "The universal scalability law does not hold: " + none.reason() + ".";
        };
    }

    private static Table table(ChoiceReport report) {
        List<List<Object>> rows =
                report.forecasts().stream()
                        .flatMap(f -> f.prediction().stream().map(p -> row(f, p)))
                        .toList();
        return new Table(
                List.of("model", "predicted", "90 % interval", "from", "measured", "inside"), rows);
    }

    private static List<Object> row(Forecast forecast, Prediction prediction) {
        return List.of(
                forecast.id(),
                Durations.human(prediction.nanos()),
                Durations.human(prediction.low()) + "–" + Durations.human(prediction.high()),
                prediction.basis() == Prediction.Basis.PARTS ? "its parts" : "a trial",
                forecast.nanos().map(Durations::human).orElse(""),
                forecast.isInside().map(in -> in ? "yes" : "no").orElse(""));
    }

    private List<String> grades(ChoiceReport report) {
        List<String> sentences = new ArrayList<>();
        if (report.graded() > 0) {
            sentences.add(
                    String.format(
                            Locale.ROOT,
                            "%d of %d times that were measured are in the interval that was predicted.",
                            report.inside(),
                            report.graded()));
        }
        report.comparison()
                .ifPresent(c -> sentences.addAll(new Disturbances(screen, c).sentences()));
        switch (report.stop()) {
            case COMPLETED -> {
                if (report.advice().isEmpty()) {
                    sentences.add("No model that is available meets the needs.");
                }
            }
            case CANCELLED ->
                    sentences.add(screen.paint(Style.NOTE, "Cancelled") + " before it was done.");
            case TIMED_OUT ->
                    sentences.add(
                            screen.paint(Style.BAD, "Stopped")
                                    + " after its time of "
                                    + Durations.format(report.request().timeout())
                                    + ".");
        }
        return sentences;
    }

    private static String limit(Limit limit) {
        return "Limit: "
                + limit.resource().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + ". "
                + limit.evidence();
    }

    private List<String> advice(Advice advice) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Take " + screen.paint(Style.GOOD, advice.model()) + ".");
        lines.addAll(list("because  ", advice.reasons()));
        lines.addAll(list("price    ", advice.price()));
        lines.addAll(list("changes  ", advice.changes()));
        return lines;
    }

    private List<String> list(String name, List<String> sentences) {
        List<String> lines = new ArrayList<>();
        for (String sentence : sentences) {
            String lead = INDENT + (lines.isEmpty() ? name : " ".repeat(name.length()));
            lines.addAll(Text.hanging(lead, sentence, screen.width()));
        }
        return lines;
    }
}
