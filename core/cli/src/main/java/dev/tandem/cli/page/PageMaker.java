// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.json.ExploreDocument;
import dev.tandem.cli.page.PageDocument.Fact;
import dev.tandem.cli.page.PageDocument.FailureEntry;
import dev.tandem.cli.page.PageDocument.FilmEntry;
import dev.tandem.cli.page.PageDocument.OutcomeEntry;
import dev.tandem.cli.page.PageDocument.Summary;
import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Failure.Passing;
import dev.tandem.explore.Film;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.Subject;
import dev.tandem.explore.text.Tone;
import dev.tandem.explore.text.Wording;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.UncontrolledException;
import dev.tandem.spi.Grade;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a page of what came of an exploration or a replay. */
public final class PageMaker {

    /** A film with more shots would be too much for a browser, and for whoever looks at it. */
    public static final int MOST_SHOTS = 600;

    private static final int MOST_FILMS = 20;

    private final Subject subject;
    private final UnaryOperator<String> replayLine;
    private final List<FilmEntry> films = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param replayLine the command line that replays a schedule
     */
    public PageMaker(Subject subject, UnaryOperator<String> replayLine) {
        this.subject = subject;
        this.replayLine = replayLine;
    }

    public PageDocument of(ExploreRequest request, ExplorationResult result) {
        notes.addAll(result.notes());
        FailureEntry failure = null;
        List<Film> filmed = film(request, result);
        if (result.failure().isPresent()) {
            failure = failure(result.failure().get(), filmed);
        }
        for (Film film : filmed) {
            String label = film.execution().label();
            if (byLabel(label) < 0) {
                films.add(FilmStrip.of(film, label, line(film.schedule())));
            }
        }
        var verdict = Wording.verdict(result);
        return document(
                Facts.of(request, result),
                new Summary(FilmStrip.tone(verdict.tone()), verdict.head(), verdict.rest()),
                Wording.counts(result)
                        + result.space().map(space -> ". " + Wording.space(space)).orElse(""),
                result.outcomes().stream().map(this::outcome).toList(),
                failure);
    }

    public PageDocument of(Film film) {
        Replayed execution = film.execution();
        execution.scheduleEnd().ifPresent(step -> notes.add(Wording.endOf(step)));
        films.add(FilmStrip.of(film, execution.label(), line(film.schedule())));
        FailureEntry failure =
                execution
                        .kind()
                        .map(kind ->
                                new FailureEntry(
                                        kind.toString(),
                                        execution.message(),
                                        ExploreDocument.threads(execution.threads()),
                                        0,
                                        -1,
                                        -1))
                        .orElse(null);
        Tone tone = failure == null ? Tone.of(execution.grade()) : Tone.BAD;
        return document(
                Facts.of(subject, film),
                new Summary(FilmStrip.tone(tone), execution.label(), ": " + execution.grade()),
                "",
                List.of(),
                failure);
    }

    private PageDocument document(
            List<Fact> facts,
            Summary verdict,
            String counts,
            List<OutcomeEntry> outcomes,
            @Nullable FailureEntry failure) {
        return new PageDocument(
                subject.id(),
                subject instanceof Subject.OfWorkload w ? w.workload().spec().lesson() : "",
                facts,
                verdict,
                counts,
                outcomes,
                failure,
                List.copyOf(films),
                List.copyOf(notes));
    }

    /** What is worth stepping through: the failure, what is nearest to it, and every outcome. */
    private List<Film> film(ExploreRequest request, ExplorationResult result) {
        Optional<Failure> failure = result.failure();
        if (failure.filter(f -> f.kind() == Kind.UNCONTROLLED).isPresent()) {
            notes.add("what is not controlled cannot be followed a second time, step by step");
            return List.of();
        }
        Set<String> wanted = new LinkedHashSet<>();
        failure.map(Failure::schedule).ifPresent(wanted::add);
        failure.flatMap(Failure::passing).map(Passing::schedule).ifPresent(wanted::add);
        result.outcomes().stream().map(OutcomeRow::schedule).forEach(wanted::add);
        if (wanted.size() > MOST_FILMS) {
            notes.add("of the outcomes, only the first " + MOST_FILMS + " can be stepped through");
        }
        try {
            return Explorer.film(
                    subject,
                    wanted.stream().limit(MOST_FILMS).toList(),
                    request.stepLimit(),
                    MOST_SHOTS);
        } catch (TandemException | UncontrolledException e) {
            notes.add("the executions could not be followed a second time: " + e.getMessage());
            return List.of();
        }
    }

    private FailureEntry failure(Failure failure, List<Film> filmed) {
        String title = "The failure: " + failure.kind();
        String replay = line(failure.schedule());
        if (!failure.steps().isEmpty()) {
            films.add(
                    byName(failure.schedule(), filmed)
                            .map(film -> FilmStrip.of(film, title, replay))
                            .orElseGet(() -> FilmStrip.of(failure, title, replay, MOST_SHOTS)));
        }
        Optional<Film> passing = failure.passing().flatMap(near -> byName(near.schedule(), filmed));
        passing.ifPresent(film ->
                films.add(
                        FilmStrip.of(
                                film,
                                "The nearest that passes: " + film.execution().label(),
                                line(film.schedule()))));
        return new FailureEntry(
                failure.kind().toString(),
                failure.message(),
                ExploreDocument.threads(failure.threads()),
                films.isEmpty() ? -1 : 0,
                passing.isPresent() ? 1 : -1,
                failure.passing().map(Passing::differsAt).orElse(-1));
    }

    private static Optional<Film> byName(String schedule, List<Film> filmed) {
        return filmed.stream().filter(film -> film.schedule().equals(schedule)).findFirst();
    }

    private OutcomeEntry outcome(OutcomeRow row) {
        String reason = "";
        if (subject instanceof Subject.OfWorkload w) {
            var expectation = w.workload().spec().expectation(row.label());
            reason = expectation.grade() == Grade.UNDECLARED ? "" : expectation.reason();
        }
        return new OutcomeEntry(
                row.label(),
                row.grade().toString(),
                FilmStrip.tone(Tone.of(row.grade())),
                String.format(Locale.ROOT, "%,d", row.count()),
                reason,
                byLabel(row.label()));
    }

    private int byLabel(String label) {
        for (int i = 0; i < films.size(); i++) {
            if (films.get(i).outcome().equals(label)) {
                return i;
            }
        }
        return -1;
    }

    private String line(String schedule) {
        return schedule.isEmpty() ? "" : replayLine.apply(schedule);
    }
}
