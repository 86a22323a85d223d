// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.time;

/** How a run that was timed has ended. */
public enum Verdict {
    ENDED,
    /** In an outcome that no correct program has. */
    UNEXPECTED,
    FAILED,
    /** Not at all: it was asked for wrongly. */
    MISUSED,
    UNAVAILABLE,
    TIMED_OUT
}
