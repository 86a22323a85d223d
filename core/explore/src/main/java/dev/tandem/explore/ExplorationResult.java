// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.Environment.Time;
import dev.tandem.spi.Grade;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an exploration has found.
 *
 * @param reduced whether only one of each class of equivalent schedules was run
 * @param happenings what may have happened to the program
 * @param executions how many executions there were, those given up half-way included
 * @param distinct how many of them went to their end: under a reduced search each stands for a
 *     class of its own, under an unreduced one for itself; under a random strategy the number of
 *     different schedules
 * @param steps over all executions
 * @param parameters the values that it holds for; none for code of the user's own
 * @param seed of all that was drawn, by the program and by a random strategy
 * @param limit which limit stopped it when it is {@link Stop#BOUNDED}; empty otherwise
 * @param complete whether nothing was left to be searched, so that no outcome is missing, whether
 *     there was a failure or not
 * @param outcomes every outcome that was seen
 * @param space how many schedules there are, under a random strategy
 * @param notes what a reader must know to judge the result: what the bound of PCT is, what was not
 *     controlled
 */
public record ExplorationResult(
        String id,
        String variant,
        Map<String, Object> parameters,
        long seed,
        ExploreRequest.Kind strategy,
        Level level,
        boolean reduced,
        Happenings happenings,
        long executions,
        long distinct,
        long steps,
        long nanos,
        Stop stop,
        String limit,
        boolean complete,
        List<OutcomeRow> outcomes,
        Optional<Failure> failure,
        Optional<SpaceEstimate> space,
        List<String> notes) {

    /** Why an exploration ended. */
    public enum Stop {
        /**
         * Every class of schedule has been seen: a proof, at the level of detail and for the
         * parameters given.
         */
        EXHAUSTED,
        /** A limit was reached. */
        BOUNDED,
        /** A failure was found. */
        FAILED,
        /** The user has had enough. */
        CANCELLED
    }

    /**
     * An outcome and how often it was seen.
     *
     * @param schedule one that leads to it
     */
    public record OutcomeRow(String label, Grade grade, long count, String schedule) {}

    /**
     * What may have happened to the program though none of its threads did it.
     *
     * @param waits whether it has come to where something can happen for no reason
     * @param timeLimits whether it has waited with a time limit
     */
    public record Happenings(Environment environment, boolean waits, boolean timeLimits) {

        /** What was permitted and could have happened, in words; empty when there was nothing. */
        public String inWords() {
            int spurious = environment.spurious();
            String reasonless =
                    spurious == 1 ? "1 spurious wake-up" : spurious + " spurious wake-ups";
            return Stream.of(
                            waits && spurious > 0 ? "at most " + reasonless + " an execution" : "",
                            timeLimits && environment.time() == Time.ANY
                                    ? "the first time-out at each place at any moment"
                                    : "")
                    .filter(words -> !words.isEmpty())
                    .collect(Collectors.joining(" and "));
        }

        /** Whether there is something that an environment permits and this one did not. */
        boolean canBeWider(Environment wider) {
            return (waits && wider.spurious() > environment.spurious())
                    || (timeLimits && wider.time() != environment.time());
        }
    }

    /** The same with one more note, before the others. */
    ExplorationResult with(String note) {
        List<String> more = Stream.concat(Stream.of(note), notes.stream()).toList();
        return new ExplorationResult(
                id,
                variant,
                parameters,
                seed,
                strategy,
                level,
                reduced,
                happenings,
                executions,
                distinct,
                steps,
                nanos,
                stop,
                limit,
                complete,
                outcomes,
                failure,
                space,
                more);
    }

    /** The same with a note of what a coarser search has proved and this one has not. */
    ExplorationResult remembering(ExplorationResult coarser) {
        String proved = coarser.happenings.inWords();
        return isProof() && !proved.isEmpty() && happenings.inWords().isEmpty()
                ? with(
                        "proved at the level "
                                + coarser.level.name().toLowerCase(Locale.ROOT)
                                + " with "
                                + proved)
                : this;
    }

    /** Whether something went wrong that is the program's fault. */
    boolean hasFailed() {
        return failure.filter(f -> f.kind() != Kind.UNCONTROLLED).isPresent();
    }

    /** Whether every outcome is known, and none is a failure. */
    public boolean isProof() {
        return stop == Stop.EXHAUSTED;
    }
}
