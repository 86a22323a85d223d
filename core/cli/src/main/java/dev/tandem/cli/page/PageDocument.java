// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.page;

import dev.tandem.cli.json.ExploreDocument.ThreadEntry;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of {@code --html} shows. Its script lays it out; every word is here.
 *
 * @param lesson what the program is to teach; empty for code of the user's own
 * @param facts what was explored, and how
 * @param counts how much was done; empty for a replay
 */
@Json
public record PageDocument(
        String title,
        String lesson,
        List<Fact> facts,
        Summary verdict,
        String counts,
        List<OutcomeEntry> outcomes,
        @Nullable FailureEntry failure,
        List<FilmEntry> films,
        List<String> notes) {

    @Json
    public record Fact(String name, String value) {}

    /**
     * @param tone {@code good}, {@code note} or {@code bad}
     */
    @Json
    public record Summary(String tone, String head, String rest) {}

    /**
     * @param film the number of the film that shows it; -1 when none does
     */
    @Json
    public record OutcomeEntry(
            String label, String grade, String tone, String count, String reason, int film) {}

    /**
     * @param film the number of the film that shows it; -1 when nothing is known of its steps
     * @param passing the number of the film of the nearest execution that passes; -1 for none
     * @param differsAt the step, from 0, that tells the two apart
     */
    @Json
    public record FailureEntry(
            String kind,
            String message,
            List<ThreadEntry> threads,
            int film,
            int passing,
            int differsAt) {}

    /**
     * An execution.
     *
     * @param threads their names; a step has the number of one
     * @param seats every way in which a thread stood; steps have their numbers
     * @param end how the threads stood when it was over; empty where nothing is known but the steps
     * @param gaps what is said of the steps that are left out
     * @param replay the command line that repeats it; empty when there is none
     */
    @Json
    public record FilmEntry(
            String title,
            String outcome,
            String tone,
            String message,
            List<String> threads,
            List<SeatEntry> seats,
            List<ShotEntry> steps,
            List<Integer> end,
            int total,
            List<Gap> gaps,
            String replay) {}

    /**
     * @param before the number of the step, from 0, that comes next
     */
    @Json
    public record Gap(int before, String text) {}

    /**
     * @param state in one word, for the colour: {@code ready}, {@code waiting} or {@code ended}
     * @param why in words
     */
    @Json
    public record SeatEntry(
            String state,
            String why,
            String operation,
            String place,
            List<String> holds,
            String waitsFor) {}

    /**
     * @param step its number, from 0
     * @param told what the program said in it
     */
    @Json
    public record ShotEntry(
            int step,
            int thread,
            String operation,
            String lock,
            String place,
            List<String> told,
            List<Integer> seats) {}
}
