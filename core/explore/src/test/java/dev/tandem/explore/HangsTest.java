// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.Hangs;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for no level is told within a few executions that a program hangs, and why. */
class HangsTest {

    private static ExploreRequest request(String program) {
        return ExploreRequest.of(
                new Subject.OfClass(Hangs.class.getName(), program, Hangs.class.getClassLoader()));
    }

    private static Failure failure(String program) {
        ExplorationResult result =
                Deepening.explore(request(program), (executions, steps) -> {}, () -> false);
        assertThat(result.executions()).isLessThan(100);
        return result.failure().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permitsForOne | a signal from Semaphore",
                "queuedAfterTheEnd | a signal from FutureTask",
                "stageWaitsForAnother | is the only thread of its pool and waits within a task",
                "partsInTheSamePool | are all the threads of their pool and wait within a task",
                "logsInsideTheMonitor | held by other; other waits for a signal within BlockingQueue.put",
                "sleepsWithoutALook | a notification on Hangs.Loop"
            })
    void tells_why_it_hangs(String program, String cause) {
        Failure failure = failure(program);

        assertThat(failure.kind()).isEqualTo(Kind.DEADLOCK);
        assertThat(failure.message()).contains(cause);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permitsForBoth",
                "takenBackAfterTheEnd",
                "stageFollowsAnother",
                "partsInAPoolOfTheirOwn",
                "logsOutsideTheMonitor",
                "looksAndSleeps"
            })
    void proves_that_it_does_not_hang(String program) {
        ExplorationResult result =
                Explorer.explore(
                        request(program).at(Level.MEMORY), (executions, steps) -> {}, () -> false);

        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
    }

    @Test
    void shows_the_call_of_a_method_reference_where_that_stands() {
        assertThat(failure("queuedAfterTheEnd").steps())
                .filteredOn(row -> row.operation().equals("ThreadPoolExecutor.shutdown"))
                .singleElement()
                .extracting(row -> row.place())
                .asString()
                .matches("Hangs.java:[1-9]\\d*");
    }
}
