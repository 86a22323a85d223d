// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Causes;
import dev.tandem.explore.samples.Hangs;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a standstill it is told who has left undone what. */
class CausesTest {

    private static Failure failure(Class<?> type, String program, Level level) {
        var subject = new Subject.OfClass(type.getName(), program, type.getClassLoader());
        return Explorer.explore(
                        ExploreRequest.of(subject).at(level),
                        (executions, steps) -> {},
                        () -> false)
                .failure()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "writesWhileItReads | main itself holds its read lock",
                "readerEnds | reader holds its read lock, and has ended",
                "keepsPermits | taker has taken 2 permits and not given them back, and has ended",
                "triesAndKeeps | taker has taken a permit and not given it back, and has ended",
                "oneDoesNotCount | its count is still 1; idler has ended without counting it down",
                "readsWhileItWrites | main itself holds it",
                "oneTooFew | the barrier is for 2, and 1 has come",
                "completedByNobody | nobody has completed the future that main waits for",
                "forkedByNobody | nobody has begun to run ForkJoinTask.AdaptedCallable #1",
                "permitsOfTwo | taker has taken a permit of Semaphore #2 and not given it back, and has ended"
            })
    void names_who_has_left_what_undone(String program, String cause) {
        for (Level level : Level.values()) {
            Failure failure = failure(Causes.class, program, level);

            assertThat(failure.kind()).isEqualTo(Kind.DEADLOCK);
            assertThat(failure.message()).endsWith("nobody is left who could wake it; " + cause);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waitsAtACondition | a signal from Causes.Store.filled",
                "waitsAtALock | Causes.Store.lock (ReentrantReadWriteLock #3), held by writer",
                "waitsAtASemaphore | a signal from Causes.Store.items (Semaphore #",
                "waitsAtAQueue | a signal from Causes.Store.queue",
                "waitsAtANamelessQueue | a signal within LinkedBlockingQueue.take"
            })
    void names_what_is_waited_for(String program, String what) {
        assertThat(failure(Causes.class, program, Level.SYNC).message())
                .contains("main waits for " + what);
    }

    @Test
    void names_the_pool_that_nobody_has_shut_down() {
        Failure failure = failure(Causes.class, "neverShutDown", Level.SYNC);

        assertThat(failure.kind()).isEqualTo(Kind.PARTIAL_DEADLOCK);
        assertThat(failure.message())
                .isEqualTo(
                        "pool-1-thread-1 has nothing to do and waits for ever: its pool was never"
                                + " shut down");
    }

    /** A daemon is told of, too, if it is in the midst of what others wait for. */
    @Test
    void names_what_a_forked_task_waits_for() {
        assertThat(failure(Causes.class, "waitsWithinAFork", Level.SYNC).message())
                .contains("ForkJoinPool-1-worker-1 waits for a signal from Causes.Store.items");
    }

    @Test
    void names_who_has_shut_down_the_pool_that_a_task_waits_in() {
        assertThat(failure(Hangs.class, "queuedAfterTheEnd", Level.SYNC).message())
                .matches(".*; nobody has begun to run FutureTask #.+, and .+ has shut a pool down");
    }
}
