// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

/** What is told of an exploration in the output of the tests, and so in the reports of Surefire. */
final class SummaryLine {

    /** What the line begins with, and the name of what is published to JUnit. */
    static final String ENTRY = "tandem";

    private SummaryLine() {}

    static void print(Task task, Report report) {
        System.out.println(ENTRY + ": " + task.title() + ": " + report.summary());
    }
}
