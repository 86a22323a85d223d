// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import dev.tandem.explore.Excerpt;
import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.SpaceEstimate;
import dev.tandem.explore.world.Ending;
import dev.tandem.spi.Durations;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** What is said of an exploration, wherever it is shown. */
public final class Wording {

    private Wording() {}

    /**
     * What an exploration comes to.
     *
     * @param head the word that counts
     * @param rest what follows it, up to the full stop
     */
    public record Verdict(Tone tone, String head, String rest) {}

    public static Verdict verdict(ExplorationResult result) {
        return switch (result.stop()) {
            case EXHAUSTED ->
                    new Verdict(
                            Tone.GOOD,
                            "Proved",
                            (result.strategy() == Kind.DFS
                                            ? ": every interleaving at this level has been seen, "
                                            : " ")
                                    + given(result)
                                    + ". The table of outcomes is complete.");
            case BOUNDED ->
                    new Verdict(
                            Tone.NOTE,
                            "Not a proof",
                            ": stopped by the limit of " + result.limit() + ".");
            case FAILED ->
                    isUncontrolled(result)
                            ? new Verdict(
                                    Tone.NOTE,
                                    "Not explored",
                                    ": the program does what the explorer does not control; explore"
                                            + " a part of it that does not, or give it another in"
                                            + " place of that.")
                            : new Verdict(
                                    Tone.BAD,
                                    "Failed",
                                    result.complete()
                                            ? ", and nothing is left to be searched, "
                                                    + given(result)
                                                    + ". The table of outcomes is complete."
                                            : ". The search ended here; --all goes on.");
            case CANCELLED ->
                    new Verdict(
                            Tone.NOTE, "Cancelled", ": what was seen until then proves nothing.");
        };
    }

    /** What the verdict holds for. */
    private static String given(ExplorationResult result) {
        String values =
                result.parameters().entrySet().stream()
                        .map(value -> value.getKey() + "=" + value.getValue() + " ")
                        .collect(Collectors.joining());
        String happenings = result.happenings().inWords();
        return "for "
                + values
                + (values.isEmpty() ? "" : "and ")
                + "seed "
                + result.seed()
                + (happenings.isEmpty() ? "" : ", with " + happenings);
    }

    private static boolean isUncontrolled(ExplorationResult result) {
        return result.failure().filter(f -> f.kind() == Ending.Kind.UNCONTROLLED).isPresent();
    }

    /** A constant as it is written on the command line: {@code memory}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    public static String strategy(ExplorationResult result) {
        return word(result.strategy()) + (result.reduced() ? " with partial-order reduction" : "");
    }

    public static String counts(ExplorationResult result) {
        return String.format(
                Locale.ROOT,
                "%s, %,d distinct, %s in %s",
                count(result.executions(), "execution"),
                result.distinct(),
                count(result.steps(), "step"),
                Durations.human((double) result.nanos()));
    }

    /** A number of things, of which there may be but one. */
    public static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    public static String operation(String operation, String place) {
        return operation + (place.isEmpty() ? "" : " at " + place);
    }

    /** What is said in place of steps that are left out. */
    public static String gap(int from, int to, Excerpt excerpt) {
        return gap(from, to, excerpt, IntUnaryOperator.identity());
    }

    /**
     * As {@link #gap(int, int, Excerpt)}, of an excerpt of rows.
     *
     * @param step the number of the step that a row begins with
     */
    static String gap(int from, int to, Excerpt excerpt, IntUnaryOperator step) {
        int first = step.applyAsInt(from);
        int end = step.applyAsInt(to);
        String out =
                String.format(
                        Locale.ROOT,
                        "steps %,d to %,d are left out, %,d of %,d",
                        first + 1,
                        end,
                        end - first,
                        step.applyAsInt(excerpt.steps()));
        return excerpt.circle()
                .filter(circle -> circle.from() < from)
                .map(circle ->
                        out
                                + ": they repeat the "
                                + inWords(
                                        step.applyAsInt(circle.from()),
                                        step.applyAsInt(circle.from() + circle.length())))
                .orElse(out);
    }

    private static String inWords(int from, int to) {
        return to - from == 1
                ? "step before them"
                : String.format(Locale.ROOT, "%,d steps from %,d to %,d", to - from, from + 1, to);
    }

    public static String endOf(int schedule) {
        return "The schedule ends after step "
                + schedule
                + ", before the program does: from there on whoever runs goes on.";
    }

    public static String space(SpaceEstimate space) {
        return String.format(
                Locale.ROOT,
                "About %s schedules there are, and at least %s: Knuth's estimate from %,d random ones",
                power(space.log10Schedules()),
                power(space.log10AtLeast()),
                space.samples());
    }

    /** A number of which the logarithm is known. */
    private static String power(double log10) {
        return log10 < 9
                ? String.format(Locale.ROOT, "%,d", Math.round(Math.pow(10, log10)))
                : String.format(Locale.ROOT, "10^%.1f", log10);
    }
}
