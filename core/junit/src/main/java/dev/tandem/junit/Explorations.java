// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.io.Serializable;

/**
 * The explorer as a call, in any test and without an annotation; as for {@link Explore}, with what
 * that says by default.
 */
public final class Explorations {

    private Explorations() {}

    /**
     * Drives a program through its interleavings.
     *
     * @throws ExplorationFailure when one of them fails
     * @throws dev.tandem.spi.TandemException when it cannot be explored; the message says why
     */
    public static void check(Program program) throws InterruptedException {
        Judge.judge(explore(program, Settings.usual()), false);
    }

    /**
     * Everything that a program can come to, at the level {@code MEMORY}. That it can fail is an
     * outcome like others.
     *
     * @throws dev.tandem.spi.TandemException when it cannot be explored; the message says why
     */
    public static Outcomes outcomes(Question question) throws InterruptedException {
        Report report = explore(question, Settings.usual().forAllOutcomes());
        if (report.verdict() != Report.Verdict.FAILED) {
            Judge.judge(report, false);
        }
        return report.outcomes();
    }

    private static Report explore(Serializable lambda, Settings settings)
            throws InterruptedException {
        Task task = Lambdas.task(lambda, settings);
        Report report = Forks.run(task, lambda.getClass().getClassLoader());
        SummaryLine.print(task, report);
        return report;
    }
}
