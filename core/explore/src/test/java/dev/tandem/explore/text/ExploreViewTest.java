// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Subject;
import dev.tandem.explore.samples.Helpers;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a failure, on a terminal of 80 columns. */
class ExploreViewTest {

    private static final String TABLE = "was found to end so\n";

    private static ExplorationResult explore(String program, Level level) {
        ClassLoader loader = Helpers.class.getClassLoader();
        var subject = new Subject.OfClass(Helpers.class.getName(), program, loader);
        return Explorer.explore(
                ExploreRequest.of(subject).at(level), (executions, steps) -> {}, () -> false);
    }

    private static String report(String program, Level level, boolean full) {
        var view = new ExploreView(80, Ink.PLAIN, schedule -> schedule, full);
        return String.join("\n", view.lines(explore(program, level)));
    }

    private static String table(String program, Level level, boolean full) {
        String report = report(program, level, full);
        int begin = report.indexOf(TABLE) + TABLE.length();
        return report.substring(begin, report.indexOf("\n\n", begin) + 1);
    }

    @Test
    void aStepInAHelperSaysWhoHasCalledIt() {
        assertThat(table("helper", Level.MEMORY, false))
                .isEqualTo(
                        """
                             main                                 other
                           1 begins
                           2 Thread.start
                               in Helpers.twice (Helpers.java:16)
                               from Helpers.helper (Helpers.java:33)
                           3 read Helpers.Visits.count
                               in Counter.increment (Helpers.java:25)
                               from Helpers.helper (Helpers.java:33)
                           4 write Helpers.Visits.count
                               Helpers.java:25
                           5 Thread.join
                               in Helpers.twice (Helpers.java:18)
                               from Helpers.helper (Helpers.java:33)
                           6                                      begins
                           7                                      read Helpers.Visits.count
                                                                    in Counter.increment
                                                                    (Helpers.java:25)
                                                                    from Helpers.helper
                                                                    (Helpers.java:33)
                           8                                      write Helpers.Visits.count
                                                                    Helpers.java:25
                           9 Thread.join Helpers.java:18
                        """);
    }

    @Test
    void aThreadThatWaitsInAHelperSaysWhoHasCalledIt() {
        assertThat(report("deadlock", Level.SYNC, false))
                .contains(
                        """
                          thread: waiting, waits for Helpers.Account.lock (ReentrantLock #3), at
                          Account.transfer (Helpers.java:74) from Helpers.deadlock (Helpers.java:86)
                        """);
    }

    @Test
    void aLockSaysWhichFieldHasItAndWhichOfSeveralItIs() {
        assertThat(table("deadlock", Level.SYNC, false))
                .contains(
                        """
                           3 ReentrantLock.lock
                               on Helpers.Account.lock (ReentrantLock #6)
                               in Account.transfer (Helpers.java:74)
                               from Helpers.deadlock (Helpers.java:88)
                           4 ReentrantLock.lock
                               on Helpers.Account.lock (ReentrantLock #3)
                               in Account.take (Helpers.java:79)
                               from Account.transfer (Helpers.java:75)
                               from Helpers.deadlock (Helpers.java:88)
                        """);
    }

    @Test
    void theStepsWithinACallOfTheJdkAreOneRow() {
        assertThat(table("queue", Level.VOLATILE, false))
                .isEqualTo(
                        """
                             main
                           1 begins
                           2 ArrayBlockingQueue.put (5 steps inside) Helpers.java:94
                           7 ArrayBlockingQueue.put (20 steps inside) Helpers.java:95
                        """);
    }

    @Test
    void eachOfThemIsShownInFull() {
        assertThat(table("queue", Level.VOLATILE, true))
                .contains("   2 ArrayBlockingQueue.put Helpers.java:94\n")
                .contains("  26 ArrayBlockingQueue.put Helpers.java:95\n")
                .doesNotContain("inside");
    }

    @Test
    void theStepsWithinACallOfALibraryAreOneRowWhereTheProgramMakesIt() {
        assertThat(table("library", Level.MEMORY, false))
                .contains(
                        """
                           2 new ByteVector (1 step inside: write ByteVector.data)
                               Helpers.java:99
                        """,
                        """
                           4 ByteVector.putByte (5 steps inside)
                               in Helpers.library (Helpers.java:100)
                               from Helpers.twice (Helpers.java:17)
                               from Helpers.library (Helpers.java:100)
                        """,
                        """
                          11                                      ByteVector.putByte (5 steps inside)
                                                                    Helpers.java:100
                        """);
    }

    @Test
    void aStepWithinALibrarySaysInFullWhereTheProgramHasCalledIt() {
        assertThat(table("library", Level.MEMORY, true))
                .containsPattern(
                        """
                           2 write ByteVector.data
                               in new ByteVector \\(ByteVector.java:\\d+\\)
                               from Helpers.library \\(Helpers.java:99\\)
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "helper           | Helpers.Visits.count",
                "oneOfTwo         | Helpers.Visits #2.count",
                "elementOfAField  | Helpers.Ring.data[2]",
                "elementOfALocal  | hits[0]",
                "elementOfAnArray | element 1 of int[2] #1"
            })
    void whatIsAccessedHasTheNameOfTheObject(String program, String name) {
        var failure = explore(program, Level.MEMORY).failure().orElseThrow();

        assertThat(failure.message())
                .startsWith(name + " is accessed by main (write " + name + " at Helpers.java:");
        assertThat(failure.steps())
                .extracting(step -> step.operation())
                .contains("read " + name, "write " + name);
    }

    @Test
    void aSynchronizedMethodIsEnteredWhereItBegins() {
        assertThat(table("crossing", Level.SYNC, false))
                .isEqualTo(
                        """
                             main                                 thread
                           1 begins
                           2 Thread.start Helpers.java:117
                           3 synchronized
                               on Helpers.Cell #2
                               in Cell.cross (Helpers.java:105)
                               from Helpers.crossing (Helpers.java:118)
                           4                                      begins
                           5                                      synchronized
                                                                    on Helpers.Cell #1
                                                                    in Cell.cross (Helpers.java:105)
                                                                    from Helpers.crossing
                                                                    (Helpers.java:116)
                        """);
    }
}
