// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.Estimate;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.spi.Durations;
import dev.tandem.spi.JobSpec.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may be concluded from a comparison, in sentences, and what may not. */
final class Conclusions {

    /** A baseline that had a processor for less of its time than this was disturbed. */
    private static final double UNDISTURBED = 0.9;

    private final Screen screen;
    private final ComparisonReport report;
    private final ModelReport baseline;
    private final List<ModelReport> measured;

    Conclusions(Screen screen, ComparisonReport report) {
        this.screen = screen;
        this.report = report;
        baseline = report.baseline();
        measured = report.models().stream().filter(m -> m.time().isPresent()).toList();
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        report.fastest()
                .ifPresentOrElse(
                        fastest -> {
                            ranking(fastest).ifPresent(sentences::add);
                            same(fastest).ifPresent(sentences::add);
                        },
                        () -> sentences.add("Nothing has been measured."));
        disturbance().ifPresent(sentences::add);
        ending().ifPresent(sentences::add);
        sentences.add(
                report.isVerified()
                        ? "All gave the same results for the "
                                + report.parts()
                                + " parts, in every run."
                        : screen.paint(Style.BAD, "Not verified")
                                + ": not every model was seen to give the same results.");
        return sentences;
    }

    private Optional<String> ranking(ModelReport fastest) {
        if (measured.size() == 1) {
            return Optional.empty();
        }
        String name = screen.paint(Style.GOOD, fastest.id());
        if (fastest.equals(baseline)) {
            return Optional.of("Nothing was seen to be faster than " + name + ".");
        }
        return fastest.speedup().map(s -> speedup(name, s));
    }

    private static String speedup(String name, Estimate speedup) {
        if (speedup.low().isEmpty()) {
            return "Too few rounds to tell a difference from chance; take three or more.";
        }
        if (speedup.mayBe(1)) {
            return "No difference seen between " + name + " and the baseline.";
        }
        return name
                + " is "
                + CompareTable.times(speedup.value())
                + " times as fast as the baseline (95 % interval "
                + CompareTable.times(speedup.low().getAsDouble())
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

    /**
     * One thread that only computes has a processor all the time, unless somebody else wants it,
     * too.
     */
    private Optional<String> disturbance() {
        boolean computes = report.request().job().spec().bound() == Bound.CPU;
        double share = report.baselineOnProcessor().orElse(1);
        return computes && share < UNDISTURBED
                ? Optional.of(
                        screen.paint(Style.NOTE, "The machine was busy")
                                + ": sequential had a processor for only "
                                + Math.round(100 * share)
                                + " % of its time. Measure again when it is quiet.")
                : Optional.empty();
    }

    private Optional<String> ending() {
        var request = report.request();
        String after = "after round " + baseline.samples().size() + " of " + request.rounds() + ".";
        return switch (report.stop()) {
            case COMPLETED -> Optional.empty();
            case CANCELLED -> Optional.of(screen.paint(Style.NOTE, "Cancelled") + " " + after);
            case TIMED_OUT ->
                    Optional.of(
                            screen.paint(Style.BAD, "Stopped")
                                    + " after its time of "
                                    + Durations.format(request.timeout())
                                    + ", "
                                    + after);
        };
    }
}
