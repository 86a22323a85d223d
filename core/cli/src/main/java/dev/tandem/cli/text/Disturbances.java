// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.lab.compare.ComparisonReport;
import dev.tandem.lab.compare.ModelReport;
import dev.tandem.lab.compare.Sample;
import dev.tandem.spi.Durations;
import dev.tandem.spi.JobSpec.Bound;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the intervals of a comparison do not tell of, in sentences. */
final class Disturbances {

    /** A baseline that had a processor for less of its time than this was disturbed. */
    private static final double UNDISTURBED = 0.9;

    /** More of the machine than this in the hands of others disturbs. */
    private static final double BUSY = 0.1;

    private static final int NAMED_OUTLIERS = 3;

    private final Screen screen;
    private final ComparisonReport report;
    private final List<ModelReport> measured;

    Disturbances(Screen screen, ComparisonReport report) {
        this.screen = screen;
        this.report = report;
        measured = report.models().stream().filter(m -> m.time().isPresent()).toList();
    }

    List<String> sentences() {
        return Stream.of(busy(), drift(), outliers()).flatMap(Optional::stream).toList();
    }

    /**
     * Others that used the machine. Where they cannot be seen, as behind the quota of a container:
     * one thread that only computes has a processor all the time, unless it is kept from it.
     */
    private Optional<String> busy() {
        String what;
        if (report.busy().orElse(0) > BUSY) {
            what =
                    "other programs used "
                            + percent(report.busy().getAsDouble())
                            + " of its processors";
        } else if (isComputing() && report.baselineOnProcessor().orElse(1) < UNDISTURBED) {
            what =
                    report.baseline().id()
                            + " had a processor for only "
                            + percent(report.baselineOnProcessor().getAsDouble())
                            + " of its time";
        } else {
            return Optional.empty();
        }
        return Optional.of(
                screen.paint(Style.NOTE, "The machine was busy")
                        + ": "
                        + what
                        + ". Measure again when it is quiet.");
    }

    private boolean isComputing() {
        return report.request().job().spec().bound() == Bound.CPU;
    }

    private Optional<String> drift() {
        String changes =
                measured.stream()
                        .filter(m -> m.drift().isPresent())
                        .map(m -> m.id() + " took " + change(m.drift().getAsDouble()))
                        .collect(Collectors.joining(", "));
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        screen.paint(Style.NOTE, "The times drift")
                                + ": in the second half of the rounds "
                                + changes
                                + ". The intervals do not tell of that.");
    }

    /** Those far outside, which the median does not mind. */
    private Optional<String> outliers() {
        List<String> named =
                measured.stream()
                        .filter(m -> !m.outliers().isEmpty())
                        .map(Disturbances::outliers)
                        .toList();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        screen.paint(
                                        Style.NOTE,
                                        "Far outside of the others, and counted all the same")
                                + ": "
                                + String.join("; ", named)
                                + ".");
    }

    private static String outliers(ModelReport model) {
        List<Sample> all = model.outliers();
        String first =
                all.stream()
                        .limit(NAMED_OUTLIERS)
                        .map(s -> Durations.human((double) s.nanos()) + " in round " + s.round())
                        .collect(Collectors.joining(", "));
        int more = all.size() - NAMED_OUTLIERS;
        return model.id() + " " + first + (more > 0 ? " and " + more + " more" : "");
    }

    private static String change(double drift) {
        return percent(Math.abs(drift)) + (drift > 0 ? " longer" : " less");
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
