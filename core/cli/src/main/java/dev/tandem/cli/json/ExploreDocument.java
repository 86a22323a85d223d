// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.Failure;
import dev.tandem.explore.world.Frame;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code explore --json} prints.
 *
 * @param parameters the values that it holds for
 * @param spurious how often at most, in one execution, a wait could end for no reason
 * @param time {@code any} where a thread's first time-out at a place could come at any moment,
 *     {@code idle} where all of them came when nobody could go on
 * @param stop {@code exhausted}, {@code bounded}, {@code failed} or {@code cancelled}
 * @param limit which limit stopped it; empty when none did
 * @param complete whether nothing was left to be searched: no outcome is missing
 * @param space an estimate of how many schedules there are, under a random strategy
 */
@Json
public record ExploreDocument(
        String id,
        String variant,
        Map<String, Object> parameters,
        long seed,
        String strategy,
        String level,
        boolean reduced,
        int spurious,
        String time,
        long executions,
        long distinct,
        long steps,
        long nanos,
        String stop,
        String limit,
        boolean complete,
        List<OutcomeEntry> outcomes,
        @Nullable FailureEntry failure,
        @Nullable SpaceEntry space,
        List<String> notes) {

    @Json
    public record OutcomeEntry(String label, String grade, long executions, String schedule) {}

    @Json
    public record SpaceEntry(double log10Schedules, double log10AtLeast, long samples) {}

    @Json
    public record FailureEntry(
            String kind,
            String schedule,
            String message,
            List<ThreadEntry> threads,
            List<StepEntry> steps,
            @Nullable String passingSchedule) {}

    /**
     * @param frames the calls of the program in which it waits, the innermost first; empty when it
     *     does not wait
     */
    @Json
    public record ThreadEntry(
            String name, String state, List<String> holds, String waitsFor, List<String> frames) {}

    /**
     * @param frames the calls of the program that led there, that of the place first, as {@code
     *     Counter.add (Counter.java:9)}; empty where they are not known
     */
    @Json
    public record StepEntry(
            String thread, String operation, String lock, String place, List<String> frames) {}

    public static ExploreDocument of(ExplorationResult result) {
        return new ExploreDocument(
                result.id(),
                result.variant(),
                result.parameters(),
                result.seed(),
                Documents.word(result.strategy()),
                Documents.word(result.level()),
                result.reduced(),
                result.happenings().environment().spurious(),
                Documents.word(result.happenings().environment().time()),
                result.executions(),
                result.distinct(),
                result.steps(),
                result.nanos(),
                Documents.word(result.stop()),
                result.limit(),
                result.complete(),
                result.outcomes().stream()
                        .map(o ->
                                new OutcomeEntry(
                                        o.label(), o.grade().name(), o.count(), o.schedule()))
                        .toList(),
                result.failure().map(ExploreDocument::entry).orElse(null),
                result.space()
                        .map(s -> new SpaceEntry(s.log10Schedules(), s.log10AtLeast(), s.samples()))
                        .orElse(null),
                result.notes());
    }

    private static FailureEntry entry(Failure failure) {
        return new FailureEntry(
                failure.kind().toString(),
                failure.schedule(),
                failure.message(),
                threads(failure.threads()),
                steps(failure.steps()),
                failure.passing().map(Failure.Passing::schedule).orElse(null));
    }

    public static List<ThreadEntry> threads(
            List<dev.tandem.explore.world.Ending.ThreadView> threads) {
        return threads.stream()
                .map(t ->
                        new ThreadEntry(
                                t.name(), t.state(), t.holds(), t.waitsFor(), words(t.frames())))
                .toList();
    }

    static List<StepEntry> steps(List<Failure.StepRow> steps) {
        return steps.stream()
                .map(s ->
                        new StepEntry(
                                s.thread(), s.operation(), s.lock(), s.place(), words(s.frames())))
                .toList();
    }

    private static List<String> words(List<Frame> frames) {
        return frames.stream().map(Frame::toString).toList();
    }
}
