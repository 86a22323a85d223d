// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Failure.Passing;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.world.Ending.ThreadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** An exploration or a replay, told to a person. */
public final class ExploreView {

    private static final int SHARED_STEPS_SHOWN = 2;

    private final Screen screen;
    private final UnaryOperator<String> replayLine;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param replayLine the command line that replays a schedule
     */
    public ExploreView(Screen screen, UnaryOperator<String> replayLine) {
        this.screen = screen;
        this.replayLine = replayLine;
    }

    public List<String> lines(ExplorationResult result) {
        String variant = result.variant().isEmpty() ? "" : ", variant " + result.variant();
        line(
                screen.paint(Style.BOLD, result.id())
                        + variant
                        + ", level "
                        + Wording.word(result.level())
                        + ", "
                        + Wording.strategy(result));
        line(Wording.counts(result));
        result.space()
                .ifPresent(space ->
                        Text.wrap(Wording.space(space), screen.width()).forEach(this::line));
        line("");
        outcomes(result);
        result.failure().ifPresent(this::failure);
        line(verdict(result));
        result.notes()
                .forEach(note -> Text.wrap("Note: " + note, screen.width()).forEach(this::line));
        return lines;
    }

    public List<String> lines(Replayed replayed) {
        new ScheduleTable(screen.width()).lines(replayed.steps()).forEach(this::line);
        line("");
        if (!replayed.events().isEmpty()) {
            replayed.events().forEach(event -> line("  " + event));
            line("");
        }
        replayed.scheduleEnd()
                .ifPresent(
                        step -> Text.wrap(Wording.endOf(step), screen.width()).forEach(this::line));
        boolean failed = replayed.kind().isPresent();
        Style style = failed ? Style.BAD : Style.of(replayed.grade());
        line(screen.paint(style, replayed.label() + "  " + replayed.grade()));
        if (failed) {
            Text.wrap(replayed.message(), screen.width()).forEach(this::line);
            threads(replayed.threads());
        }
        return lines;
    }

    private void outcomes(ExplorationResult result) {
        int width = result.outcomes().stream().mapToInt(o -> o.label().length()).max().orElse(0);
        for (OutcomeRow row : result.outcomes()) {
            String name =
                    String.format(Locale.ROOT, "%-" + width + "s  %-11s", row.label(), row.grade());
            line(
                    "  "
                            + screen.paint(Style.of(row.grade()), name)
                            + "  "
                            + Wording.count(row.count(), "time"));
        }
        line("");
    }

    private void failure(Failure failure) {
        line(screen.paint(Style.BAD, failure.kind().toString()));
        Text.wrap(failure.message(), screen.width()).forEach(this::line);
        threads(failure.threads());
        line("");
        if (failure.schedule().isEmpty()) {
            return;
        }
        line(
                screen.paint(
                        Style.BOLD,
                        "The schedule with the fewest switches that was found to end so"));
        new ScheduleTable(screen.width()).lines(failure.steps()).forEach(this::line);
        line("");
        failure.passing().ifPresent(passing -> passing(failure.steps(), passing));
        line(screen.paint(Style.BOLD, "Replay it"));
        line("  " + replayLine.apply(failure.schedule()));
        line("");
    }

    /** Only what surrounds the one decision that matters. */
    private void passing(List<StepRow> failing, Passing passing) {
        int at = passing.differsAt();
        line(screen.paint(Style.BOLD, "The decision that matters"));
        for (int i = Math.max(0, at - SHARED_STEPS_SHOWN); i < at && i < failing.size(); i++) {
            line("  step " + (i + 1) + "  " + text(failing.get(i)));
        }
        if (at < failing.size() && at < passing.steps().size()) {
            line(
                    "  step "
                            + (at + 1)
                            + "  "
                            + screen.paint(Style.BAD, "fails with ")
                            + text(failing.get(at)));
            line(
                    "  step "
                            + (at + 1)
                            + "  "
                            + screen.paint(Style.GOOD, "passes with ")
                            + text(passing.steps().get(at)));
        }
        line("");
    }

    private void threads(List<ThreadView> threads) {
        for (ThreadView thread : threads) {
            String holds =
                    thread.holds().isEmpty()
                            ? ""
                            : ", holds " + String.join(" and ", thread.holds());
            String waits = thread.waitsFor().isEmpty() ? "" : ", waits for " + thread.waitsFor();
            Text.hanging(
                            "  ",
                            screen.paint(Style.NAME, thread.name())
                                    + ": "
                                    + thread.state()
                                    + holds
                                    + waits,
                            screen.width())
                    .forEach(this::line);
        }
    }

    private String verdict(ExplorationResult result) {
        Wording.Verdict verdict = Wording.verdict(result);
        return screen.paint(verdict.style(), verdict.head()) + verdict.rest();
    }

    private static String text(StepRow step) {
        return step.thread() + ": " + Wording.operation(step.what(), step.place());
    }

    private void line(String text) {
        lines.add(text);
    }
}
