// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Ending;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Origin;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one execution came to, judged by what the program declares.
 *
 * @param label the outcome, or the kind of the failure
 * @param failure what went wrong, if anything did
 */
record Verdict(String label, Grade grade, @Nullable Broken failure) {

    boolean isFailure() {
        return failure != null;
    }

    boolean sameAs(Verdict other) {
        return label.equals(other.label) && isFailure() == other.isFailure();
    }

    /**
     * Null when the strategy gave the execution up.
     *
     * @throws TandemException.Missing when the program is too large to be explored
     * @throws IllegalStateException when it has been rewritten wrongly
     */
    static @Nullable Verdict of(Ending ending, Subject subject) {
        return switch (ending) {
            case Ending.Pruned p -> null;
            case Broken broken -> of(broken);
            case Ending.TooLarge tooLarge ->
                    throw new TandemException.Missing(
                            "the explorer has room for "
                                    + tooLarge.room()
                                    + " threads, the first one among them, and the program starts more",
                            "explore it with fewer");
            case Ending.Misrewritten wrong ->
                    throw new IllegalStateException(
                            "the explorer has rewritten the program wrongly: " + wrong.error(),
                            wrong.error());
            case Ending.Returned returned ->
                    switch (subject) {
                        case Subject.OfWorkload w -> ofOutcome(returned.result(), w);
                        case Subject.OfObject o -> ofUse(returned.result(), o.use());
                        case Subject.OfClass c -> ofResult(returned.result());
                    };
        };
    }

    /** A failure, which is called after its kind. */
    static Verdict of(Broken broken) {
        return new Verdict(broken.kind().toString(), Grade.FORBIDDEN, broken);
    }

    static Verdict of(Kind kind, String message) {
        return of(new Broken(kind, message, List.of()));
    }

    private static Verdict ofUse(@Nullable Object result, Use use) {
        return Optional.ofNullable(result)
                .flatMap(use::problem)
                .map(problem -> of(Kind.FAILED_CHECK, problem))
                .orElseGet(() -> ofResult(result));
    }

    private static Verdict ofResult(@Nullable Object result) {
        return new Verdict(
                result == null ? "completed" : Origin.whole(String.valueOf(result)),
                Grade.ACCEPTABLE,
                null);
    }

    private static Verdict ofOutcome(@Nullable Object result, Subject.OfWorkload subject) {
        return switch (result) {
            case Outcome.Observed observed ->
                    graded(observed, subject.workload().spec().expectation(observed.label()));
            case Outcome.Failed failed ->
                    told(Kind.UNCAUGHT_EXCEPTION, "the workload reports " + failed.error());
            case Outcome.Unavailable no ->
                    told(Kind.UNCONTROLLED, no.reason() + "; " + no.remedy());
            case null, default -> told(Kind.UNCAUGHT_EXCEPTION, "the workload returned no outcome");
        };
    }

    private static Verdict graded(Outcome.Observed observed, Label expectation) {
        Grade grade = expectation.grade();
        if (grade.isPass()) {
            return new Verdict(observed.label(), grade, null);
        }
        String why = grade == Grade.FORBIDDEN ? "forbidden: " : "not declared: ";
        String message =
                "observes " + observed.label() + ", which is " + why + expectation.reason();
        return new Verdict(
                observed.label(), grade, new Broken(Kind.FAILED_CHECK, message, List.of()));
    }

    private static Verdict told(Kind kind, String message) {
        return of(kind, Origin.whole(Origin.plain(message)));
    }
}
