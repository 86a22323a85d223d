// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.page.PageDocument.FilmEntry;
import dev.tandem.cli.page.PageDocument.Gap;
import dev.tandem.cli.page.PageDocument.SeatEntry;
import dev.tandem.cli.page.PageDocument.ShotEntry;
import dev.tandem.explore.Excerpt;
import dev.tandem.explore.Excerpt.Range;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Film;
import dev.tandem.explore.Film.Shot;
import dev.tandem.explore.ThreadStatus;
import dev.tandem.explore.Whereabouts;
import dev.tandem.explore.text.Tone;
import dev.tandem.explore.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Lays a film out for a page, in which a thread stands the same way for many steps. */
final class FilmStrip {

    private final Map<SeatEntry, Integer> seats = new LinkedHashMap<>();

    private FilmStrip() {}

    static FilmEntry of(Film film, String title, String replay) {
        var strip = new FilmStrip();
        List<ShotEntry> steps = film.shots().stream().map(strip::shot).toList();
        List<Integer> end = strip.numbers(film.end());
        var execution = film.execution();
        return new FilmEntry(
                title,
                execution.label(),
                tone(execution.kind().isPresent() ? Tone.BAD : Tone.of(execution.grade())),
                execution.message(),
                film.end().stream().map(ThreadStatus::name).toList(),
                List.copyOf(strip.seats.keySet()),
                steps,
                end,
                film.excerpt().steps(),
                gaps(film.excerpt()),
                replay);
    }

    /** An execution of which only the steps are known. */
    static FilmEntry of(Failure failure, String title, String replay, int most) {
        Excerpt excerpt = Excerpt.of(failure.steps(), most);
        var names = new LinkedHashSet<String>();
        failure.steps().forEach(row -> names.add(row.thread()));
        List<String> threads = List.copyOf(names);
        List<ShotEntry> steps = new ArrayList<>();
        for (int i = 0; i < failure.steps().size(); i++) {
            StepRow row = failure.steps().get(i);
            if (excerpt.shows(i)) {
                steps.add(entry(i, threads.indexOf(row.thread()), row, List.of(), List.of()));
            }
        }
        return new FilmEntry(
                title,
                failure.kind().toString(),
                tone(Tone.BAD),
                failure.message(),
                threads,
                List.of(),
                steps,
                List.of(),
                excerpt.steps(),
                gaps(excerpt),
                replay);
    }

    static String tone(Tone tone) {
        return switch (tone) {
            case GOOD -> "good";
            case BAD -> "bad";
            case HEADING, NOTE, NAME -> "note";
        };
    }

    private ShotEntry shot(Shot shot) {
        return entry(shot.step(), shot.thread(), shot.row(), shot.told(), numbers(shot.threads()));
    }

    private static ShotEntry entry(
            int step, int thread, StepRow row, List<String> told, List<Integer> seats) {
        String place = Whereabouts.of(row);
        return new ShotEntry(step, thread, row.operation(), row.lock(), place, told, seats);
    }

    private List<Integer> numbers(List<ThreadStatus> all) {
        return all.stream()
                .map(seat -> seats.computeIfAbsent(entry(seat), unseen -> seats.size()))
                .toList();
    }

    private static SeatEntry entry(ThreadStatus seat) {
        String state =
                switch (seat.state()) {
                    case READY, YIELDED, STOPPED -> "ready";
                    case WAITING, WAITING_WITH_LIMIT -> "waiting";
                    case ENDED -> "ended";
                };
        return new SeatEntry(
                state, seat.why(), seat.operation(), seat.place(), seat.holds(), seat.waitsFor());
    }

    private static List<Gap> gaps(Excerpt excerpt) {
        List<Gap> gaps = new ArrayList<>();
        int next = 0;
        for (Range range : excerpt.ranges()) {
            if (range.from() > next) {
                gaps.add(new Gap(range.from(), Wording.gap(next, range.from(), excerpt)));
            }
            next = range.to();
        }
        return gaps;
    }
}
