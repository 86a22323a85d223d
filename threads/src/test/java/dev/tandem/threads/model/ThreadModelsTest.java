// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.ExecutionModel.Session;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ThreadModelsTest {

    private static final Resources TWO =
            new Resources(
                    2,
                    request -> {
                        throw new AssertionError("threads need no process");
                    });

    static Stream<ExecutionModel> models() {
        return ThreadModels.all().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void computesEveryPartOnceInEveryRun(ExecutionModel model) throws Exception {
        for (int size : List.of(1, 2, 3, 999, 1001, 5000)) {
            for (Bound bound : Bound.values()) {
                Recording work = Recording.of(size);
                var progress = new LongAdder();
                try (Session session = model.open(work.run(bound), TWO)) {
                    for (int round = 1; round <= 2; round++) {
                        long[] digests = session.run(progress::add).digests();
                        assertThat(digests)
                                .containsExactly(
                                        LongStream.range(0, size).map(i -> i * 31).toArray());
                        assertThat(IntStream.range(0, size).map(work.computed::get))
                                .containsOnly(round);
                        assertThat(progress.sum()).isEqualTo((long) size * round);
                    }
                }
                assertNoThreadIsLeft(work);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void throwsTheFailureOfAPartAfterTheOthersHaveEnded(ExecutionModel model) throws Exception {
        Recording work = Recording.failing(2, 1, 1);
        try (Session session = model.open(work.run(Bound.CPU), TWO)) {
            assertThatThrownBy(() -> session.run(ProgressSink.NONE))
                    .isInstanceOf(Recording.PartFailure.class)
                    .hasMessage("part 1");
            assertNoThreadIsLeft(work);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void endsEveryThreadWhenInterrupted(ExecutionModel model) throws Exception {
        Recording work = Recording.blocking(5000);
        try (Session session = model.open(work.run(Bound.IO), TWO)) {
            var run = new FutureTask<>(() -> session.run(ProgressSink.NONE));
            Thread caller = Thread.ofPlatform().start(run);
            work.blocked.await();
            caller.interrupt();
            assertThatThrownBy(run::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertNoThreadIsLeft(work);
        }
    }

    @Test
    void platformThreadsAreBounded() throws Exception {
        Recording work = Recording.of(5000);
        try (Session session = new PlatformModel().open(work.run(Bound.IO), TWO)) {
            session.run(ProgressSink.NONE);
        }
        assertThat(work.threads)
                .hasSizeBetween(2, PlatformModel.MOST_THREADS)
                .noneMatch(Thread::isVirtual);
    }

    @Test
    void thereIsAVirtualThreadForEachPart() throws Exception {
        Recording work = Recording.of(5000);
        try (Session session = new VirtualModel().open(work.run(Bound.IO), TWO)) {
            session.run(ProgressSink.NONE);
        }
        assertThat(work.threads).hasSize(5000).allMatch(Thread::isVirtual);
    }

    @Test
    void thePoolHasAThreadForEachProcessorOrManyForWaiting() throws Exception {
        assertThat(poolThreads(Bound.CPU)).hasSizeLessThanOrEqualTo(TWO.parallelism());
        assertThat(poolThreads(Bound.IO)).hasSize(PoolModel.THREADS_FOR_WAITING);
    }

    private static java.util.Set<Thread> poolThreads(Bound bound) throws Exception {
        Recording work = Recording.of(5000);
        try (Session session = new PoolModel().open(work.run(bound), TWO)) {
            session.run(ProgressSink.NONE);
        }
        return work.threads;
    }

    // A worker of an ended pool is gone as soon as it has taken its last step, which the pool does
    // not wait for.
    private static void assertNoThreadIsLeft(Recording work) {
        await().untilAsserted(() -> assertThat(work.threads).noneMatch(Thread::isAlive));
    }
}
