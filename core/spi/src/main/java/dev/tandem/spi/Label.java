// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.Map;
import java.util.Optional;

/**
 * An outcome that can be observed, and how it is judged: the key under which a run says what it has
 * seen. A workload declares its labels as constants, so that a misspelt one does not compile.
 *
 * @param name lower case with hyphens, such as {@code lost-update}
 * @param reason why the outcome has this grade, as a sentence without its full stop
 * @param unseen why no run and no exploration of the workload as it stands can be relied on to show
 *     the outcome; empty when one can
 */
public record Label(String name, Grade grade, String reason, Optional<String> unseen) {

    /** What a correct program does. */
    public static Label acceptable(String name, String reason) {
        return new Label(name, Grade.ACCEPTABLE, reason, Optional.empty());
    }

    /** Correct, and surprising enough to be pointed out. */
    public static Label interesting(String name, String reason) {
        return new Label(name, Grade.INTERESTING, reason, Optional.empty());
    }

    /** What a correct program never does. */
    public static Label forbidden(String name, String reason) {
        return new Label(name, Grade.FORBIDDEN, reason, Optional.empty());
    }

    /** An outcome that no specification names. */
    static Label undeclared(String name) {
        return new Label(
                name, Grade.UNDECLARED, "no expectation names this outcome", Optional.empty());
    }

    /**
     * The same, for an outcome that is looked for and that no run can be relied on to show: only
     * chance would, or a fault of the workload, of a library or of the system.
     *
     * @param why what keeps it from happening
     */
    public Label unseen(String why) {
        return new Label(name, grade, reason, Optional.of(why));
    }

    /** Says that this is what a run came to. */
    public Outcome.Observed observed() {
        return new Outcome.Observed(name, Map.of());
    }
}
