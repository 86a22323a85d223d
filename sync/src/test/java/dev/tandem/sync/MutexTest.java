// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.locks.WaitForGraph;
import dev.tandem.spi.locks.WaitForGraph.Edge;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MutexTest {

    private final Mutex mutex = new Mutex("mutex");

    private static <T> FutureTask<T> start(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofPlatform().name("other").start(task);
        return task;
    }

    private <T> T holding(Callable<T> body) throws Exception {
        mutex.lockInterruptibly();
        try {
            return body.call();
        } finally {
            mutex.unlock();
        }
    }

    @Test
    void isHeldByOneThreadAtATime() throws Exception {
        int[] count = {0};
        Callable<Integer> add =
                () -> {
                    for (int i = 0; i < 20_000; i++) {
                        holding(() -> count[0]++);
                    }
                    return count[0];
                };
        FutureTask<Integer> other = start(add);
        add.call();
        other.get();

        assertThat(count[0]).isEqualTo(40_000);
        assertThat(mutex.acquisitions()).isEqualTo(40_000);
        assertThat(mutex.owner()).isEmpty();
    }

    @Test
    void isNotReentrant() throws Exception {
        mutex.lock();

        assertThat(mutex.tryLock()).isFalse();
        assertThat(mutex.tryLock(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(mutex.acquisitions()).isEqualTo(1);
    }

    @Test
    void canOnlyBeUnlockedByTheThreadThatHoldsIt() {
        assertThatThrownBy(mutex::unlock).isInstanceOf(IllegalMonitorStateException.class);

        mutex.lock();
        assertThatThrownBy(() -> CompletableFuture.runAsync(mutex::unlock).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalMonitorStateException.class);
        assertThat(mutex.owner()).containsSame(Thread.currentThread());
    }

    @Test
    void aThreadThatWaitsForItselfIsACircleOfOne() throws Exception {
        FutureTask<Integer> self = start(() -> holding(() -> holding(() -> 1)));
        await().until(() -> WaitForGraph.findCycle(List.of(mutex)).isPresent());

        List<Edge> circle = WaitForGraph.findCycle(List.of(mutex)).orElseThrow();
        assertThat(circle)
                .singleElement()
                .hasToString("other waits for mutex, held by other")
                .satisfies(edge -> assertThat(edge.waiter()).isSameAs(edge.owner()));

        circle.getFirst().waiter().interrupt();
        assertThatThrownBy(self::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(mutex.owner()).isEmpty();
    }

    @Test
    void oneWhoWaitsForAnotherIsNoCircle() throws Exception {
        mutex.lock();
        FutureTask<Integer> other = start(() -> holding(() -> 1));
        await().until(() -> mutex.waiting().size() == 1);

        assertThat(WaitForGraph.findCycle(List.of(mutex))).isEmpty();
        mutex.unlock();
        assertThat(other.get()).isEqualTo(1);
    }

    @Test
    void givesWayToOthersWhileItsConditionIsAwaited() throws Exception {
        Condition changed = mutex.newCondition();
        boolean[] done = {false};
        FutureTask<Boolean> other;
        mutex.lock();
        try {
            other =
                    start(() ->
                            holding(() -> {
                                done[0] = true;
                                changed.signal();
                                return true;
                            }));
            while (!done[0]) {
                changed.await();
            }
        } finally {
            mutex.unlock();
        }

        assertThat(other.get()).isTrue();
        assertThat(mutex.owner()).isEmpty();
    }
}
