// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.spi.Grade;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an exploration has found.
 *
 * @param reduced whether only one of each class of equivalent schedules was run
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

    /** Whether every outcome is known, and none is a failure. */
    public boolean isProof() {
        return stop == Stop.EXHAUSTED;
    }
}
