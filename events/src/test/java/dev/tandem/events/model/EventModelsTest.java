// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.events.model.AsyncRecording.End;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.ExecutionModel.Session;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
class EventModelsTest {

    private static final Resources TWO =
            new Resources(
                    2,
                    request -> {
                        throw new AssertionError("neither needs a process");
                    });

    static Stream<ExecutionModel> models() {
        return EventModels.all().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void computesEveryPartOnceInEveryRun(ExecutionModel model) throws Exception {
        for (int size : List.of(1, 2, 3, 999, 1001)) {
            for (Bound bound : Bound.values()) {
                computesEveryPartOnce(model, new Recording(size), bound);
            }
            computesEveryPartOnce(model, new AsyncRecording(size, End.RESULT), Bound.IO);
        }
    }

    private static void computesEveryPartOnce(ExecutionModel model, Recording work, Bound bound)
            throws Exception {
        int size = work.size();
        var progress = new LongAdder();
        try (Session session = model.open(work.run(bound), TWO)) {
            for (int round = 1; round <= 2; round++) {
                long[] digests = session.run(progress::add).digests();
                assertThat(digests)
                        .containsExactly(LongStream.range(0, size).map(i -> i * 31).toArray());
                assertThat(IntStream.range(0, size).map(work.computed::get)).containsOnly(round);
                assertThat(progress.sum()).isEqualTo((long) size * round);
            }
        }
        assertNoThreadIsLeft(work);
    }

    @ParameterizedTest
    @MethodSource("models")
    void asynchronousPartsAreAllBegunByOneThread(ExecutionModel model) throws Exception {
        var work = new AsyncRecording(1000, End.RESULT);
        try (Session session = model.open(work.run(Bound.IO), TWO)) {
            session.run(ProgressSink.NONE);
        }
        assertThat(work.threads).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(work.closed).isTrue();
    }

    @ParameterizedTest
    @MethodSource("models")
    void throwsTheFailureOfAnAsynchronousPart(ExecutionModel model) throws Exception {
        var work = new AsyncRecording(3, End.FAILURE);
        try (Session session = model.open(work.run(Bound.IO), TWO)) {
            assertThatThrownBy(() -> session.run(ProgressSink.NONE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("all parts");
            assertThat(work.closed).isTrue();
            assertNoThreadIsLeft(work);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void givesAsynchronousPartsUpWhenInterrupted(ExecutionModel model) throws Exception {
        var work = new AsyncRecording(1000, End.NEVER);
        isInterrupted(model, work, work.allHaveBegun);
        assertThat(work.closed).isTrue();
    }

    @ParameterizedTest
    @MethodSource("models")
    void endsPartsThatBlockWhenInterrupted(ExecutionModel model) throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        Recording work =
                new Recording(1000) {
                    @Override
                    public Long part(int index) throws Exception {
                        record(index);
                        blocked.countDown();
                        new CountDownLatch(1).await();
                        return 0L;
                    }
                };
        isInterrupted(model, work, blocked);
    }

    private static void isInterrupted(ExecutionModel model, Recording work, CountDownLatch under)
            throws Exception {
        try (Session session = model.open(work.run(Bound.IO), TWO)) {
            var run = new FutureTask<>(() -> session.run(ProgressSink.NONE));
            Thread caller = Thread.ofPlatform().start(run);
            under.await();
            caller.interrupt();
            assertThatThrownBy(run::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            assertNoThreadIsLeft(work);
        }
    }

    @Test
    void aFailureOnOneRailEndsTheOthers() throws Exception {
        Recording work = Recording.failing(2);
        try (Session session = new ReactiveModel().open(work.run(Bound.IO), TWO)) {
            assertThatThrownBy(() -> session.run(ProgressSink.NONE))
                    .isInstanceOf(Recording.PartFailure.class)
                    .hasMessage("part 1");
            assertThat(work.threads).hasSize(2);
            assertNoThreadIsLeft(work);
        }
    }

    @Test
    void aFailedCallIsTheLastThatTheLoopMakes() throws Exception {
        Recording work =
                new Recording(1000) {
                    @Override
                    public Long part(int index) throws Exception {
                        record(index);
                        throw new PartFailure("part " + index);
                    }
                };
        try (Session session = new EventLoopModel().open(work.run(Bound.CPU), TWO)) {
            assertThatThrownBy(() -> session.run(ProgressSink.NONE))
                    .isInstanceOf(Recording.PartFailure.class)
                    .hasMessage("part 0");
            assertThat(IntStream.range(0, 1000).map(work.computed::get).sum()).isEqualTo(1);
            assertThat(work.threads).hasSize(1);
            assertNoThreadIsLeft(work);
        }
    }

    // A worker of an ended pool is gone as soon as it has taken its last step, which the pool does
    // not wait for. One that stays is waited for until the test has taken too long.
    private static void assertNoThreadIsLeft(Recording work) throws InterruptedException {
        for (Thread thread : work.threads) {
            thread.join();
        }
    }
}
