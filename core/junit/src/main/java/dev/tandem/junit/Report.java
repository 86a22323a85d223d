// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.io.Serializable;

/**
 * What came of a task.
 *
 * @param summary one line
 * @param story what the command {@code explore} or {@code replay} would print
 * @param recording the schedule of a failure, to be kept in a file; empty if there is none
 */
record Report(Verdict verdict, String summary, String story, Outcomes outcomes, String recording)
        implements Serializable {

    enum Verdict {
        PASSED,
        /** Stopped by a limit before everything was seen. */
        BOUNDED,
        FAILED,
        /** In every execution an assumption did not hold. */
        ASSUMED,
        /** The program does what the explorer cannot control. */
        UNCONTROLLED,
        CANCELLED,
        /** There was no exploration: the story says what is wrong with the request. */
        REFUSED
    }

    static Report refused(String reason) {
        return new Report(Verdict.REFUSED, reason, reason, Outcomes.NONE, "");
    }

    /** The same with a line more to its story. */
    Report with(String line) {
        return new Report(verdict, summary, story + "\n" + line, outcomes, recording);
    }
}
