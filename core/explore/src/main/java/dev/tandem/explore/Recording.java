// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.strategy.Replay;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.TandemException.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A schedule with what each of its steps does, as a text to be kept in a file. The schedule alone
 * is one of the very classes that it was found with; the recording is one of every version of the
 * program that takes the same steps, in whichever lines they stand.
 *
 * <pre>
 * tandem-recording 1
 * program com.acme.Transfer#run, seed 42
 * schedule 1:9c0ffee5:sync:r:0x2,1
 * steps 3
 * main      begins
 * main      ReentrantLock.lock  ReentrantLock #1  com.acme.Transfer.run
 * Thread-0  begins
 * end
 * </pre>
 *
 * <p>with a tab between the columns. A bare schedule is one without steps.
 *
 * @param program what it is a schedule of: {@link Subject#description}; empty for a bare one
 * @param schedule as {@link Failure#schedule}
 */
public record Recording(String program, String schedule, List<RecordedStep> steps) {

    private static final String FORMAT = "tandem-recording ";
    private static final String VERSION = "1";
    private static final String PROGRAM = "program ";
    private static final String SCHEDULE = "schedule ";
    private static final String STEPS = "steps ";
    private static final String END = "end";
    private static final String CHANGED = "the program has changed: ";
    private static final int HEAD = 4;
    private static final int COLUMNS = 4;

    /**
     * The schedule of a failure of a subject. Of a livelock, which is ended by a limit, the steps
     * are recorded until they repeat themselves.
     */
    public static Recording of(Subject subject, Failure failure) {
        List<StepRow> rows = failure.steps();
        int recorded =
                failure.kind() == Kind.LIVELOCK
                        ? Excerpt.circle(rows)
                                .map(circle -> circle.from() + circle.length())
                                .orElse(rows.size())
                        : rows.size();
        return new Recording(
                subject.description(),
                failure.schedule(),
                RecordedStep.of(rows.subList(0, recorded)));
    }

    /**
     * Reads what {@link #text} writes, or a bare schedule.
     *
     * @throws Usage when it is of another version, or not the whole of one
     */
    public static Recording parse(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith(FORMAT)) {
            return new Recording("", stripped, List.of());
        }
        List<String> lines = stripped.lines().toList();
        String version = value(lines, 0, FORMAT);
        if (!version.equals(VERSION)) {
            throw new Usage(
                    "the recording is of format "
                            + Schedule.shorten(version)
                            + ", this program reads format "
                            + VERSION
                            + "; explore again to get a new one");
        }
        String program = value(lines, 1, PROGRAM);
        String schedule = value(lines, 2, SCHEDULE);
        String count = value(lines, 3, STEPS);
        List<String> rows = lines.subList(HEAD, lines.size());
        if (rows.isEmpty() || !rows.getLast().equals(END)) {
            throw new Usage(
                    "the recording is cut off after line "
                            + lines.size()
                            + "; its last line would be '"
                            + END
                            + "'");
        }
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < rows.size() - 1; i++) {
            steps.add(step(rows.get(i), HEAD + i + 1));
        }
        if (!count.equals(String.valueOf(steps.size()))) {
            throw new Usage(
                    "the recording was changed: it has "
                            + steps.size()
                            + " steps where it says "
                            + Schedule.shorten(count));
        }
        return new Recording(program, schedule, List.copyOf(steps));
    }

    private static String value(List<String> lines, int line, String key) {
        if (line >= lines.size()) {
            throw new Usage("the recording is cut off after line " + lines.size());
        }
        String text = lines.get(line);
        if (!text.startsWith(key)) {
            throw new Usage(
                    "line "
                            + (line + 1)
                            + " of the recording is '"
                            + Schedule.shorten(text)
                            + "'; it would begin with '"
                            + key
                            + "'");
        }
        return text.substring(key.length()).strip();
    }

    /** Tabs at the end of a line may have been taken away by an editor. */
    private static RecordedStep step(String line, int number) {
        List<String> columns = new ArrayList<>(List.of(line.split("\t", -1)));
        if (columns.size() < 2 || columns.size() > COLUMNS) {
            throw new Usage(
                    "line "
                            + number
                            + " of the recording is '"
                            + Schedule.shorten(line)
                            + "', no step");
        }
        while (columns.size() < COLUMNS) {
            columns.add("");
        }
        return new RecordedStep(columns.get(0), columns.get(1), columns.get(2), columns.get(3));
    }

    /** It as lines. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(FORMAT + VERSION);
        lines.add(PROGRAM + program);
        lines.add(SCHEDULE + schedule);
        lines.add(STEPS + steps.size());
        for (RecordedStep step : steps) {
            lines.add(
                    String.join("\t", step.thread(), step.operation(), step.on(), step.where())
                            .stripTrailing());
        }
        lines.add(END);
        return String.join("\n", lines) + "\n";
    }

    /**
     * @param fingerprint of the program as it is
     * @throws Usage when it is one of another program
     */
    void requireOf(Subject subject, Schedule parsed, String fingerprint) {
        if (program.isEmpty() && !parsed.fingerprint().equals(fingerprint)) {
            throw new Usage(
                    "the schedule is of another program, or of other parameters, or of an earlier version of this one; explore "
                            + subject.id()
                            + " again to get a new one");
        }
        if (!program.isEmpty() && !program.equals(subject.description())) {
            throw new Usage(
                    "the recording is of "
                            + program
                            + "; what it is to be followed with is "
                            + subject.description());
        }
    }

    /**
     * Where an execution along the schedule departs from the recording.
     *
     * @param rows its steps
     * @return in words; empty when the execution has taken the steps of the recording
     */
    Optional<String> change(List<StepRow> rows, Replay replay) {
        List<RecordedStep> now = RecordedStep.of(rows);
        int diverged = replay.divergedAt();
        int followed = Math.min(diverged < 0 ? now.size() : diverged, now.size());
        for (int i = 0; i < Math.min(followed, steps.size()); i++) {
            if (!steps.get(i).equals(now.get(i))) {
                return Optional.of(was(i) + ", and is now " + now.get(i));
            }
        }
        if (diverged >= steps.size()) {
            return Optional.of(
                    "the program diverges from the schedule at step "
                            + (diverged + 1)
                            + ": the thread that is to go on cannot; the schedule is of another version, or was changed");
        }
        if (diverged >= 0) {
            return Optional.of(was(diverged) + ", and cannot be taken there any more");
        }
        if (now.size() < steps.size()) {
            return Optional.of(was(now.size()) + ", and the program now ends before it");
        }
        boolean isWhole = !steps.isEmpty() && steps.size() == replay.length();
        return isWhole && now.size() > steps.size()
                ? Optional.of(
                        CHANGED
                                + "it went no further than step "
                                + steps.size()
                                + ", and now goes on with "
                                + now.get(steps.size()))
                : Optional.empty();
    }

    private String was(int step) {
        return CHANGED + "step " + (step + 1) + " was " + steps.get(step);
    }
}
