// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopThreadTest {

    private static final String BROKEN = "broken";

    private static void fail() {
        throw new IllegalStateException(BROKEN);
    }

    @Test
    void whoeverWaitsIsToldWhatACallHasFoundOut() throws Exception {
        CompletableFuture<Thread> goal = new CompletableFuture<>();
        try (LoopThread thread = LoopThread.start("mine")) {
            thread.loop().execute(() -> goal.complete(Thread.currentThread()));
            assertThat(thread.await(goal).getName()).isEqualTo("mine");
        }
    }

    @Test
    void whoeverWaitsIsToldWhyTheLoopHasEnded() throws IOException {
        try (LoopThread thread = LoopThread.start("mine")) {
            thread.loop().execute(LoopThreadTest::fail);
            assertThatThrownBy(() -> thread.await(new CompletableFuture<>())).hasMessage(BROKEN);
        }
    }

    @Test
    void aCallThatComesAfterTheEndIsToldWhatTheLoopHasEndedWith() throws Exception {
        try (LoopThread thread = LoopThread.start("mine")) {
            var never = new CompletableFuture<Void>();
            thread.call(() -> Thread.currentThread().interrupt());
            assertThatThrownBy(() -> thread.await(never)).isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> thread.call(() -> {}))
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aLoopThatTellsOfFailuresGoesOn() throws Exception {
        BlockingQueue<RuntimeException> failures = new LinkedBlockingQueue<>();
        CompletableFuture<Integer> goal = new CompletableFuture<>();
        try (LoopThread thread = LoopThread.start("mine", failures::add)) {
            thread.loop().execute(LoopThreadTest::fail);
            thread.loop().execute(() -> goal.complete(1));
            assertThat(thread.await(goal)).isEqualTo(1);
        }
        assertThat(failures).singleElement().hasToString("java.lang.IllegalStateException: broken");
    }

    @Test
    void closingInterruptsTheCallThatIsBeingMade() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Thread> interrupted = new CompletableFuture<>();
        try (LoopThread thread = LoopThread.start("mine")) {
            thread.loop()
                    .execute(() -> {
                        waiting.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.complete(Thread.currentThread());
                        }
                    });
            waiting.await();
        }
        assertThat(interrupted).isCompleted();
        assertThat(interrupted.join().isAlive()).isFalse();
    }
}
