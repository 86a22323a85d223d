// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/** How an observed outcome is judged. */
public enum Grade {
    /** What a correct program does. */
    ACCEPTABLE,
    /** Correct, and surprising enough to be pointed out. */
    INTERESTING,
    /** What a correct program never does. */
    FORBIDDEN,
    /** Nobody declared this outcome: either the program or its specification is wrong. */
    UNDECLARED;

    /** Whether a run with this grade went as it should. */
    public boolean isPass() {
        return this == ACCEPTABLE || this == INTERESTING;
    }
}
