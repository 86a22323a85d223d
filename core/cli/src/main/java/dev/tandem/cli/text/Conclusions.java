// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.compare.Against;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.Rounds.Exactly;
import dev.tandem.lab.compare.Rounds.Limit;
import dev.tandem.lab.compare.Rounds.UntilWithin;
import dev.tandem.lab.compare.RunModel;
import dev.tandem.spi.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be concluded from a comparison, in sentences, and what may not. */
final class Conclusions {

    private final Screen screen;
    private final ComparisonReport report;
    private final Optional<Against> against;
    private final ModelReport baseline;
    private final List<ModelReport> measured;

    Conclusions(Screen screen, ComparisonReport report, Optional<Against> against) {
        this.screen = screen;
        this.report = report;
        this.against = against;
        baseline = report.baseline();
        measured = report.models().stream().filter(m -> m.time().isPresent()).toList();
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>(comparison());
        against.ifPresent(a -> sentences.addAll(new Changes(screen, a).sentences()));
        sentences.addAll(new Disturbances(screen, report).sentences());
        ending().ifPresent(sentences::add);
        warmUp().ifPresent(sentences::add);
        sentences.add(
                report.isVerified() && baseline.model() instanceof RunModel
                        ? "Every run ended as a correct program may."
                        : results());
        return sentences;
    }

    private String results() {
        return report.isVerified()
                ? (report.models().size() == 1 ? "It gave" : "All gave")
                        + " the same results for the "
                        + Wording.count(report.parts(), "part")
                        + ", in every run."
                : screen.paint(Style.BAD, "Not verified")
                        + ": not every model was seen to give the same results.";
    }

    private List<String> comparison() {
        if (measured.isEmpty()) {
            return List.of("Nothing has been measured.");
        }
        if (measured.stream().anyMatch(m -> m.time().orElseThrow().low().isEmpty())) {
            return List.of(
                    "Too few rounds to conclude; at least " + ComparisonReport.FEWEST_ROUNDS + ".");
        }
        ModelReport fastest = report.fastest().orElseThrow();
        return Stream.of(ranking(fastest), same(fastest)).flatMap(Optional::stream).toList();
    }

    private Optional<String> ranking(ModelReport fastest) {
        if (measured.size() == 1) {
            return Optional.empty();
        }
        String name = screen.paint(Style.GOOD, fastest.id());
        if (fastest.equals(baseline)) {
            return Optional.of("Nothing was seen to be faster than " + name + ".");
        }
        return fastest.speedup().filter(s -> s.low().isPresent()).map(s -> speedup(name, s));
    }

    private static String speedup(String name, Estimate speedup) {
        if (speedup.mayBe(1)) {
            return "No difference seen between " + name + " and the baseline.";
        }
        return name
                + " is "
                + CompareTable.times(speedup.value())
                + " times as fast as the baseline (95 % interval "
                + CompareTable.times(speedup.low().orElseThrow())
                + " to "
                + CompareTable.times(speedup.high().orElseThrow())
                + ").";
    }

    private Optional<String> same(ModelReport fastest) {
        String names =
                measured.stream()
                        .filter(m ->
                                !m.equals(fastest)
                                        && !m.equals(baseline)
                                        && mayBeAsFast(m, fastest))
                        .map(ModelReport::id)
                        .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("No difference from " + fastest.id() + " seen: " + names + ".");
    }

    private boolean mayBeAsFast(ModelReport model, ModelReport fastest) {
        return report.speedup(fastest, model)
                .filter(s -> s.low().isPresent() && s.mayBe(1))
                .isPresent();
    }

    /** Said of one alone; in a comparison each has its own. */
    private Optional<String> warmUp() {
        return measured.size() == 1 && report.models().size() == 1
                ? Optional.of(
                        "Before that "
                                + Wording.count(baseline.warmUpRuns(), "run")
                                + " to warm up, not counted.")
                : Optional.empty();
    }

    private Optional<String> ending() {
        var request = report.request();
        return switch (report.stop()) {
            case COMPLETED ->
                    request.rounds() instanceof UntilWithin rounds
                            ? report.limit().map(limit -> measuring(rounds, limit))
                            : Optional.empty();
            case CANCELLED ->
                    Optional.of(screen.paint(Style.NOTE, "Cancelled") + " " + after() + ".");
            case TIMED_OUT ->
                    Optional.of(
                            screen.paint(Style.BAD, "Stopped")
                                    + " after its time of "
                                    + Durations.format(request.timeout())
                                    + ", "
                                    + after()
                                    + ".");
        };
    }

    private String after() {
        int done = report.rounds();
        return report.request().rounds() instanceof Exactly asked
                ? String.format(Locale.ROOT, "after round %,d of %,d", done, asked.number())
                : "after " + Wording.count(done, "round");
    }

    private String measuring(UntilWithin rounds, Limit limit) {
        String done = Wording.count(report.rounds(), "round");
        return switch (limit) {
            case WITHIN ->
                    done + ", until every median was known within " + share(rounds.share()) + ".";
            case TIME ->
                    "The time limit of "
                            + Durations.format(rounds.timeLimit())
                            + " ended it after "
                            + done
                            + widest();
            case ROUNDS -> "Ended after " + done + ", the most there are" + widest();
        };
    }

    /** How far from enough it was. */
    private String widest() {
        return measured.stream()
                .max(Comparator.comparingDouble(Conclusions::reach))
                .filter(m -> m.time().orElseThrow().low().isPresent())
                .map(m -> "; the median of " + m.id() + " is known within " + share(reach(m)) + ".")
                .orElse(".");
    }

    private static double reach(ModelReport model) {
        return model.time().orElseThrow().reach();
    }

    /** A share that may be small: {@code 0.5 %}. */
    private static String share(double share) {
        return BigDecimal.valueOf(100 * share)
                        .round(new MathContext(2))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
