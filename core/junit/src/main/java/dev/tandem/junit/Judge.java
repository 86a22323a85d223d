// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.spi.TandemException.Missing;
import dev.tandem.spi.TandemException.Usage;
import org.opentest4j.TestAbortedException;

/** What a report means for a test. */
final class Judge {

    private Judge() {}

    /**
     * @param proof whether a limit is a failure
     * @throws ExplorationFailure when an interleaving fails
     * @throws TestAbortedException when an assumption holds in none
     * @throws Usage when what was asked for makes no sense
     * @throws Missing when the test does what the explorer does not control
     */
    static void judge(Report report, boolean proof) throws InterruptedException {
        String story = "\n" + report.story() + "\n";
        switch (report.verdict()) {
            case PASSED -> {}
            case BOUNDED -> {
                if (proof) {
                    throw new ExplorationFailure("a proof was asked for:\n" + story);
                }
            }
            case FAILED -> throw new ExplorationFailure(story);
            case ASSUMED ->
                    throw new TestAbortedException("an assumption holds in no interleaving");
            case UNCONTROLLED ->
                    throw new Missing(
                            "the test cannot be explored",
                            "it does what the explorer does not control:\n" + story);
            case CANCELLED -> throw new InterruptedException("the exploration was interrupted");
            case REFUSED -> throw new Usage(report.story());
        }
    }
}
