// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Event;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Tells a run to a person: each event as it comes, a line each, and what came of it at the end. */
public final class Narrator implements Event.Sink {

    private static final int NAME_WIDTH = 14;

    private final PrintWriter out;
    private final Screen screen;
    private final long start = System.nanoTime();
    private final long pid = ProcessHandle.current().pid();

    public Narrator(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    @Override
    public void accept(Event event) {
        String name = event.pid() == pid ? event.thread() : event.pid() + "/" + event.thread();
        String column = String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
        // On a narrow screen what happened matters more than when.
        String time =
                screen.width() < 60
                        ? ""
                        : screen.paint(
                                Style.DIM,
                                String.format(
                                        Locale.ROOT,
                                        "%9.1f ms  ",
                                        (double) (event.nanos() - start) / 1e6));
        out.println(time + screen.paint(Style.NAME, column) + " " + event.text());
    }

    public void conclude(RunReport report) {
        if (!report.events().isEmpty()) {
            out.println();
        }
        switch (report.outcome()) {
            case Outcome.Observed observed -> observed(report, observed);
            case Outcome.Unavailable unavailable -> {
                line(
                        "outcome",
                        screen.paint(Style.NOTE, "unavailable") + ": " + unavailable.reason());
                line("remedy", unavailable.remedy());
            }
            case Outcome.Failed failed when isCancelled(report, failed) -> {}
            case Outcome.Failed failed ->
                    line("outcome", screen.paint(Style.BAD, "failed") + ": " + message(failed));
        }
        var request = report.request();
        switch (report.ending()) {
            case TIMED_OUT ->
                    line(
                            "ended",
                            screen.paint(Style.BAD, "after its time")
                                    + " of "
                                    + Durations.format(request.timeout()));
            case CANCELLED -> line("ended", screen.paint(Style.NOTE, "cancelled"));
            case COMPLETED -> {}
        }
        line(
                "took",
                Durations.human((double) report.nanos())
                        + ", variant "
                        + request.variant().id()
                        + ", seed "
                        + request.seed());
        out.flush();
    }

    /** Interrupted before there was anything to observe: how it ended says it all. */
    private static boolean isCancelled(RunReport report, Outcome.Failed failed) {
        return report.ending() != RunReport.Ending.COMPLETED
                && failed.error() instanceof InterruptedException;
    }

    private static String message(Outcome.Failed failed) {
        String message = failed.error().getMessage();
        return message == null ? failed.error().toString() : message;
    }

    private void observed(RunReport report, Outcome.Observed observed) {
        Label expectation = report.expectation().orElseThrow();
        Grade grade = expectation.grade();
        line("outcome", screen.paint(Style.of(grade), observed.label() + "  " + grade));
        line("because", expectation.reason());
        String heading = "evidence";
        for (String words : EvidenceView.words(observed.evidence())) {
            line(heading, words);
            heading = "";
        }
        if (grade.isPass() && report.request().variant().isFlawed()) {
            line("note", "this variant is flawed; its flaw did not show this time");
        }
        List<String> pictures = EvidenceView.pictures(observed.evidence(), screen);
        if (!pictures.isEmpty()) {
            pictures.forEach(out::println);
            out.println();
        }
    }

    private void line(String heading, String text) {
        out.println(
                screen.paint(Style.BOLD, String.format(Locale.ROOT, "%-9s", heading)) + " " + text);
    }
}
