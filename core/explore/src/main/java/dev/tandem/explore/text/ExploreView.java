// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Failure.Passing;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.Whereabouts;
import dev.tandem.explore.world.Ending.ThreadView;
import dev.tandem.spi.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** An exploration or a replay, told to a person. */
public final class ExploreView {

    private static final int SHARED_STEPS_SHOWN = 2;

    private final int width;
    private final Ink ink;
    private final UnaryOperator<String> replayLine;
    private final boolean full;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param width of the lines, in columns
     * @param replayLine the line that replays a schedule
     * @param full whether the steps within a call of the JDK or of a library are shown one by one
     */
    public ExploreView(int width, Ink ink, UnaryOperator<String> replayLine, boolean full) {
        this.width = width;
        this.ink = ink;
        this.replayLine = replayLine;
        this.full = full;
    }

    public List<String> lines(ExplorationResult result) {
        boolean isOnly = result.variant().isEmpty() || result.variant().equals(Variant.ONLY_ID);
        String variant = isOnly ? "" : ", variant " + result.variant();
        line(
                ink.paint(Tone.HEADING, result.id())
                        + variant
                        + ", level "
                        + Wording.word(result.level())
                        + ", "
                        + Wording.strategy(result));
        line(Wording.counts(result));
        result.space()
                .ifPresent(space -> Text.wrap(Wording.space(space), width).forEach(this::line));
        line("");
        outcomes(result);
        result.failure().ifPresent(this::failure);
        Text.wrap(verdict(result), width).forEach(this::line);
        result.notes().forEach(note -> Text.wrap("Note: " + note, width).forEach(this::line));
        return lines;
    }

    public List<String> lines(Replayed replayed) {
        table(replayed.steps());
        line("");
        if (!replayed.events().isEmpty()) {
            replayed.events().forEach(event -> line("  " + event));
            line("");
        }
        replayed.scheduleEnd()
                .ifPresent(step -> Text.wrap(Wording.endOf(step), width).forEach(this::line));
        boolean failed = replayed.kind().isPresent();
        Tone tone = failed ? Tone.BAD : Tone.of(replayed.grade());
        line(ink.paint(tone, replayed.label() + "  " + replayed.grade()));
        if (failed) {
            Text.wrap(replayed.message(), width).forEach(this::line);
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
                            + ink.paint(Tone.of(row.grade()), name)
                            + "  "
                            + Wording.count(row.count(), "time"));
        }
        if (!result.outcomes().isEmpty()) {
            line("");
        }
    }

    private void failure(Failure failure) {
        line(ink.paint(Tone.BAD, failure.kind().toString()));
        Text.wrap(failure.message(), width).forEach(this::line);
        threads(failure.threads());
        line("");
        if (failure.schedule().isEmpty()) {
            return;
        }
        line(
                ink.paint(
                        Tone.HEADING,
                        "The schedule with the fewest switches that was found to end so"));
        table(failure.steps());
        line("");
        failure.passing().ifPresent(passing -> passing(failure.steps(), passing));
        line(ink.paint(Tone.HEADING, "Replay it"));
        line("  " + replayLine.apply(failure.schedule()));
        line("");
    }

    private List<StepGroup> groups(List<StepRow> steps) {
        return full ? StepGroup.single(steps) : StepGroup.of(steps);
    }

    private void table(List<StepRow> steps) {
        new ScheduleTable(width, groups(steps)).lines().forEach(this::line);
    }

    /** Only what surrounds the one decision that matters. */
    private void passing(List<StepRow> failing, Passing passing) {
        int at = passing.differsAt();
        line(ink.paint(Tone.HEADING, "The decision that matters"));
        for (int i = Math.max(0, at - SHARED_STEPS_SHOWN); i < at && i < failing.size(); i++) {
            step(i, "", failing.get(i));
        }
        if (at < failing.size() && at < passing.steps().size()) {
            step(at, ink.paint(Tone.BAD, "fails with "), failing.get(at));
            step(at, ink.paint(Tone.GOOD, "passes with "), passing.steps().get(at));
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
            String where = Whereabouts.inWords(Whereabouts.own(thread.frames()));
            Text.hanging(
                            "  ",
                            ink.paint(Tone.NAME, thread.name())
                                    + ": "
                                    + thread.state()
                                    + holds
                                    + waits
                                    + (where.isEmpty() ? "" : ", at " + where),
                            width)
                    .forEach(this::line);
        }
    }

    private String verdict(ExplorationResult result) {
        Wording.Verdict verdict = Wording.verdict(result);
        return ink.paint(verdict.tone(), verdict.head()) + verdict.rest();
    }

    private void step(int index, String verb, StepRow step) {
        StepGroup shown = groups(List.of(step)).getFirst();
        String place = Whereabouts.of(shown.step());
        String text = verb + step.thread() + ": " + Wording.operation(shown.what(), place);
        Text.hanging("  step " + (index + 1) + "  ", text, width).forEach(this::line);
    }

    private void line(String text) {
        lines.add(text);
    }
}
