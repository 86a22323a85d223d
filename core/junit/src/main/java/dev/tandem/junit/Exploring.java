// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.Deepening;
import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Recording;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.Subject;
import dev.tandem.explore.text.ExploreView;
import dev.tandem.explore.text.Ink;
import dev.tandem.explore.text.Wording;
import dev.tandem.explore.world.Ending;
import dev.tandem.junit.Report.Verdict;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Does tasks in this very JVM, which has been started with what the explorer needs. */
final class Exploring {

    private static final int WIDTH = 100;

    private Exploring() {}

    /**
     * @param loader where the classes of the task are found
     */
    static Report run(Task task, ClassLoader loader) {
        try {
            Subject subject = task.subject(loader);
            return task.isReplay() ? replay(task, subject) : explore(task, subject);
        } catch (TandemException e) {
            return Report.refused(String.valueOf(e.getMessage()));
        }
    }

    private static Report explore(Task task, Subject subject) {
        Settings settings = task.settings();
        ExploreRequest request = settings.request(subject);
        List<Level> finer = Deepening.FINER.stream().filter(settings.levels()::contains).toList();
        boolean deepening = settings.levels().size() > 1 && settings.strategy() == Kind.DFS;
        ExplorationResult result =
                deepening
                        ? Deepening.explore(request, finer, (count, steps) -> {}, () -> false)
                        : Explorer.explore(
                                request.at(settings.levels().getLast()),
                                (count, steps) -> {},
                                () -> false);
        Level aim = deepening ? finer.getLast() : result.level();
        String story = String.join("\n", view().lines(result));
        String recording =
                result.failure()
                        .filter(failure -> !failure.schedule().isEmpty())
                        .map(failure -> Recording.of(subject, failure).text())
                        .orElse("");
        return new Report(
                verdict(result, aim),
                summary(result, aim),
                story,
                outcomes(result, story),
                recording);
    }

    private static Report replay(Task task, Subject subject) {
        Replayed replayed = Explorer.replay(subject, task.replay(), task.settings().steps());
        boolean failed = replayed.kind().isPresent() || !replayed.grade().isPass();
        String summary = "one schedule, replayed: " + replayed.label();
        String story = String.join("\n", view().lines(replayed));
        Verdict verdict = failed ? Verdict.FAILED : Verdict.PASSED;
        return new Report(verdict, summary, story, Outcomes.NONE, "");
    }

    private static ExploreView view() {
        return new ExploreView(
                WIDTH, Ink.PLAIN, schedule -> "@Replay(\"" + schedule + "\")", false);
    }

    private static Verdict verdict(ExplorationResult result, Level aim) {
        Optional<Ending.Kind> kind = result.failure().map(failure -> failure.kind());
        if (kind.isPresent()) {
            return kind.get() == Ending.Kind.UNCONTROLLED ? Verdict.UNCONTROLLED : Verdict.FAILED;
        }
        if (result.stop() == Stop.CANCELLED) {
            return Verdict.CANCELLED;
        }
        if (result.outcomes().stream().allMatch(row -> row.label().equals(Explorer.ASSUMPTION))) {
            return Verdict.ASSUMED;
        }
        return result.isProof() && result.level() == aim ? Verdict.PASSED : Verdict.BOUNDED;
    }

    private static String summary(ExplorationResult result, Level aim) {
        String end =
                switch (result.stop()) {
                    case EXHAUSTED -> "exhausted";
                    case BOUNDED -> "stopped by the limit of " + result.limit();
                    case FAILED -> "failed";
                    case CANCELLED -> "cancelled";
                };
        String level = "level " + Wording.word(result.level());
        boolean short_ = result.isProof() && result.level() != aim;
        return String.format(
                Locale.ROOT,
                "%s, %s, %s%s",
                end,
                level,
                Wording.count(result.executions(), "execution"),
                short_ ? "; a limit ended the search at the level " + Wording.word(aim) : "");
    }

    private static Outcomes outcomes(ExplorationResult result, String story) {
        List<Outcomes.Row> rows =
                result.outcomes().stream()
                        .map(row ->
                                new Outcomes.Row(
                                        row.label(),
                                        row.count(),
                                        !row.grade().isPass(),
                                        row.schedule()))
                        .toList();
        return new Outcomes(rows, result.complete(), story);
    }
}
