// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CrewTest {

    @Test
    void allBeginTogetherAndAreWaitedFor() throws Exception {
        var met = new CountDownLatch(4);
        var done = new AtomicInteger();
        try (Crew crew = Crew.named("worker-")) {
            crew.together(
                    4,
                    i -> {
                        met.countDown();
                        met.await();
                        done.incrementAndGet();
                    });
            assertThat(done).hasValue(4);
            assertThat(crew.threads())
                    .extracting(Thread::getName)
                    .containsExactly("worker-1", "worker-2", "worker-3", "worker-4");
        }
    }

    @Test
    void answersComeInTheOrderOfTheIndices() throws Exception {
        try (Crew crew = Crew.virtual("v-")) {
            assertThat(crew.gather(5, i -> i * i)).isEqualTo(List.of(0, 1, 4, 9, 16));
        }
    }

    @Test
    void theFirstThatFailsEndsTheOthersAndIsTheFailure() throws Exception {
        var never = new CountDownLatch(1);
        try (Crew crew = Crew.named("worker-")) {
            crew.start(never::await);
            crew.start(
                    "culprit",
                    () -> {
                        throw new IllegalStateException("broken");
                    });
            assertThatThrownBy(crew::join)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(new IllegalStateException("broken"));
            assertThat(crew.threads()).noneMatch(Thread::isAlive);
        }
    }

    @Test
    void anErrorIsAFailureToo() {
        assertThatThrownBy(
                        () -> {
                            try (Crew crew = Crew.named("worker-")) {
                                crew.together(
                                        2,
                                        i -> {
                                            throw new StackOverflowError();
                                        });
                            }
                        })
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void closingEndsThoseThatStillRun() throws Exception {
        Thread worker;
        try (Crew crew = Crew.named("worker-")) {
            worker = crew.start(() -> new CountDownLatch(1).await());
        }
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void aFailureThatNobodyWaitedForIsToldOnClosing() {
        assertThatThrownBy(
                        () -> {
                            try (Crew crew = Crew.named("worker-")) {
                                crew.start(() -> {
                                    throw new IllegalStateException("broken");
                                });
                            }
                        })
                .hasCause(new IllegalStateException("broken"));
    }

    @Test
    void interruptingTheOwnerEndsTheCrewAndKeepsTheInterrupt() throws Exception {
        Thread.currentThread().interrupt();
        Crew crew = Crew.named("worker-");
        crew.start(() -> new CountDownLatch(1).await());
        assertThatThrownBy(crew::join).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        crew.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(crew.threads()).noneMatch(Thread::isAlive);
    }

    @Test
    void waitingForAWhileSaysWhetherAllHaveEnded() throws Exception {
        var mayEnd = new CountDownLatch(1);
        try (Crew crew = Crew.named("worker-")) {
            crew.start(mayEnd::await);
            assertThat(crew.join(Duration.ZERO)).isFalse();
            mayEnd.countDown();
            assertThat(crew.join(Duration.ofMinutes(1))).isTrue();
        }
    }

    @Test
    void aPartThatWasInterruptedIsMissed() {
        assertThatThrownBy(
                        () -> {
                            try (Crew crew = Crew.named("worker-")) {
                                crew.gather(
                                        2,
                                        i -> {
                                            if (i == 1) {
                                                Thread.currentThread().interrupt();
                                            }
                                            Thread.sleep(0);
                                            return i;
                                        });
                            }
                        })
                .isInstanceOf(InterruptedException.class);
    }
}
