// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import dev.tandem.spi.Grade;

/** What words in a report are, where they can be set apart. */
public enum Tone {
    HEADING,
    NAME,
    GOOD,
    NOTE,
    BAD;

    /** What an outcome of a grade is. */
    public static Tone of(Grade grade) {
        return switch (grade) {
            case ACCEPTABLE -> GOOD;
            case INTERESTING -> NOTE;
            case FORBIDDEN, UNDECLARED -> BAD;
        };
    }
}
