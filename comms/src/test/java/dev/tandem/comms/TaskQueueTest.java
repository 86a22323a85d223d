// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskQueueTest {

    private final TaskQueue<String> queue = new TaskQueue<>(2);

    private interface Body {
        void run() throws InterruptedException;
    }

    /** Starts a thread and returns once it waits. */
    private static FutureTask<Void> startWaiting(Body body) {
        FutureTask<Void> task =
                new FutureTask<>(() -> {
                    body.run();
                    return null;
                });
        Thread thread = Thread.ofPlatform().start(task);
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return task;
    }

    @Test
    void handsOutTasksInTheOrderInWhichTheyWerePut() throws Exception {
        queue.put("first");
        queue.put("second");

        assertThat(List.of(queue.take(), queue.take())).containsExactly("first", "second");
    }

    @Test
    void makesAProducerWaitForRoom() throws Exception {
        queue.put("first");
        queue.put("second");
        FutureTask<Void> third = startWaiting(() -> queue.put("third"));

        queue.take();
        third.get();

        assertThat(List.of(queue.take(), queue.take())).containsExactly("second", "third");
    }

    @Test
    void makesAConsumerWaitForATask() throws Exception {
        String[] taken = new String[1];
        FutureTask<Void> consumer = startWaiting(() -> taken[0] = queue.take());

        queue.put("task");
        consumer.get();

        assertThat(taken).containsExactly("task");
    }

    @Test
    void isJoinedAtOnceWhenNothingWasPut() throws Exception {
        queue.join();

        assertThat(queue.unfinished()).isZero();
    }

    @Test
    void isNotJoinedWhenItIsEmptyButWhenAllIsDone() throws Exception {
        queue.put("first");
        queue.put("second");
        queue.take();
        queue.take();
        FutureTask<Void> join = startWaiting(queue::join);
        FutureTask<Void> anotherJoin = startWaiting(queue::join);

        queue.taskDone();
        assertThat(queue.unfinished()).isEqualTo(1);
        assertThat(join.isDone()).isFalse();

        queue.taskDone();
        join.get();
        anotherJoin.get();
    }

    @Test
    void refusesMoreDoneThanPut() throws Exception {
        queue.put("task");
        queue.taskDone();

        assertThatIllegalStateException()
                .isThrownBy(queue::taskDone)
                .withMessageContaining("more often than put");
    }

    @Test
    void refusesACapacityOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskQueue<String>(0));
    }

    @Test
    void waitingEndsWithAnInterrupt() throws Exception {
        queue.put("first");
        queue.put("second");
        for (Body body : List.<Body>of(() -> queue.put("third"), queue::join)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(body::run).isInstanceOf(InterruptedException.class);
        }
        assertThat(queue.unfinished()).isEqualTo(2);
    }
}
