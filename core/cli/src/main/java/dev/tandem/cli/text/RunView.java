// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.explore.text.Wording;
import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A run that is over, told to a person: what happened, and what came of it. */
public final class RunView {

    /** How the events of a run are told. */
    public enum View {
        /** A column a thread; where the screen is too narrow for that, as a log. */
        LANES,
        /** A line an event. */
        LOG,
        /** Not at all. */
        QUIET
    }

    /** The command that was typed, and the prompt that comes back. */
    private static final int ROWS_OF_THE_SHELL = 2;

    /** So much is told of what happened, even where the outcome alone fills the screen. */
    private static final int LEAST_ROWS = 5;

    /** So much of a table is shown below what is told. */
    private static final int LEAST_TABLE = 5;

    /** An empty line and its name are above each picture. */
    private static final int ABOVE_A_PICTURE = 2;

    private static final int HEADING = 9;

    private final Screen screen;

    public RunView(Screen screen) {
        this.screen = screen;
    }

    /**
     * All that there is to say of a run.
     *
     * @param full whether all events are told, also those that the screen has no room for
     */
    public List<String> lines(RunReport report, View view, boolean full) {
        List<String> outcome = outcome(report, full);
        if (view == View.QUIET || report.events().isEmpty()) {
            return outcome;
        }
        int room =
                full || !screen.redraws()
                        ? Screen.ENDLESS
                        : Math.max(
                                LEAST_ROWS,
                                screen.height() - ROWS_OF_THE_SHELL - outcome.size() - 1);
        List<String> lines = new ArrayList<>(events(report, view, room));
        lines.add("");
        lines.addAll(outcome);
        return lines;
    }

    private List<String> events(RunReport report, View view, int room) {
        List<EventLine> events = EventLine.of(report.events(), report.startNanos());
        Optional<EventLanes> lanes =
                view == View.LANES ? EventLanes.of(events, screen) : Optional.empty();
        List<String> lines = new ArrayList<>();
        lanes.ifPresent(found -> lines.add(found.heading()));
        var log = new EventLog(screen);
        lines.addAll(
                Fold.lines(
                        events,
                        room - lines.size(),
                        part ->
                                lanes.map(found -> found.rows(part))
                                        .orElseGet(() -> log.lines(part)),
                        (from, to) -> leftOut(events.subList(from, to))));
        return lines;
    }

    private String leftOut(List<EventLine> events) {
        String text =
                String.format(
                        Locale.ROOT,
                        "… %s left out, from %s ms to %s ms; --full shows all",
                        Wording.count(events.size(), "event"),
                        events.getFirst().millis(),
                        events.getLast().millis());
        return screen.paint(Style.DIM, Text.fit(text, screen.width()));
    }

    /**
     * What came of it, without what happened.
     *
     * @param full whether all rows of its tables are shown, also those that the screen has no room
     *     for
     */
    public List<String> outcome(RunReport report, boolean full) {
        List<String> lines = new ArrayList<>();
        switch (report.outcome()) {
            case Outcome.Observed observed -> lines.addAll(observed(report, observed));
            case Outcome.Unavailable unavailable -> {
                String head = screen.paint(Style.NOTE, "unavailable") + ": ";
                lines.addAll(line("outcome", head + unavailable.reason()));
                lines.addAll(line("remedy", unavailable.remedy()));
            }
            case Outcome.Failed failed when isCancelled(report, failed) -> {}
            case Outcome.Failed failed ->
                    lines.addAll(
                            line(
                                    "outcome",
                                    screen.paint(Style.BAD, "failed") + ": " + message(failed)));
        }
        var request = report.request();
        switch (report.ending()) {
            case TIMED_OUT ->
                    lines.addAll(
                            line(
                                    "ended",
                                    screen.paint(Style.BAD, "after its time")
                                            + " of "
                                            + Durations.format(request.timeout())));
            case CANCELLED -> lines.addAll(line("ended", screen.paint(Style.NOTE, "cancelled")));
            case COMPLETED -> {}
        }
        boolean varies = request.workload().spec().hasVariants();
        lines.addAll(
                line(
                        "took",
                        Durations.human((double) report.nanos())
                                + (varies ? ", variant " + request.variant().id() : "")
                                + ", seed "
                                + request.seed()));
        if (report.outcome() instanceof Outcome.Observed observed) {
            int told = Math.min(LEAST_ROWS, 1 + report.events().size());
            int left = screen.height() - ROWS_OF_THE_SHELL - told - 1 - lines.size();
            int most =
                    full || !screen.redraws()
                            ? Screen.ENDLESS
                            : Math.max(LEAST_TABLE, left - ABOVE_A_PICTURE);
            lines.addAll(EvidenceView.pictures(observed.evidence(), screen, most));
        }
        return lines;
    }

    /** Interrupted before there was anything to observe: how it ended says it all. */
    private static boolean isCancelled(RunReport report, Outcome.Failed failed) {
        return report.ending() != RunReport.Ending.COMPLETED
                && failed.error() instanceof InterruptedException;
    }

    private static String message(Outcome.Failed failed) {
        String message = failed.error().getMessage();
        return Text.oneLine(message == null ? failed.error().toString() : message);
    }

    private List<String> observed(RunReport report, Outcome.Observed observed) {
        Label expectation = report.expectation().orElseThrow();
        Grade grade = expectation.grade();
        List<String> lines = new ArrayList<>();
        lines.add(
                heading("outcome")
                        + screen.paint(Style.of(grade), observed.label() + "  " + grade));
        lines.addAll(line("because", expectation.reason()));
        String heading = heading("evidence");
        int room = screen.width() - HEADING - 1;
        for (String words : EvidenceView.words(observed.evidence(), room)) {
            lines.add(heading + words);
            heading = " ".repeat(HEADING + 1);
        }
        if (grade.isPass() && report.request().variant().isFlawed()) {
            lines.addAll(line("note", "this variant is flawed; its flaw did not show this time"));
        }
        return lines;
    }

    private List<String> line(String heading, String text) {
        return Text.hanging(heading(heading), text, screen.width());
    }

    private String heading(String text) {
        return screen.paint(Style.BOLD, Text.left(text, HEADING)) + " ";
    }
}
