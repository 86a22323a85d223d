// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.locks.WaitForGraph.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitForGraphTest {

    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void endEveryThread() throws InterruptedException {
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    /** Each thread takes one lock and then the next one's, round the table. */
    private List<ObservableLock> deadlock(int size, Thread.Builder builder) {
        List<ObservableLock> locks =
                IntStream.range(0, size).mapToObj(i -> new ObservableLock("lock " + i)).toList();
        CyclicBarrier allHoldOne = new CyclicBarrier(size);
        for (int i = 0; i < size; i++) {
            ObservableLock first = locks.get(i);
            ObservableLock second = locks.get((i + 1) % size);
            start(
                    builder.name("thread " + i),
                    () -> {
                        first.lockInterruptibly();
                        try {
                            allHoldOne.await();
                            second.lockInterruptibly();
                            second.unlock();
                        } finally {
                            first.unlock();
                        }
                    });
        }
        return locks;
    }

    private interface Body {
        void run() throws Exception;
    }

    private Thread start(Thread.Builder builder, Body body) {
        Thread thread =
                builder.start(() -> {
                    try {
                        body.run();
                    } catch (InterruptedException e) {
                        // The test is over.
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
        threads.add(thread);
        return thread;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void findsACircleOfAnySizeWithEveryThreadOnItOnce(int size) {
        List<ObservableLock> locks = deadlock(size, Thread.ofPlatform());

        await().until(() -> WaitForGraph.findCycle(locks).isPresent());

        List<Edge> cycle = WaitForGraph.findCycle(locks).orElseThrow();
        assertThat(cycle).hasSize(size);
        assertThat(cycle).extracting(Edge::waiter).containsExactlyInAnyOrderElementsOf(threads);
        for (int i = 0; i < size; i++) {
            assertThat(cycle.get(i).owner()).isSameAs(cycle.get((i + 1) % size).waiter());
        }
    }

    @Test
    void seesVirtualThreadsToo() {
        List<ObservableLock> locks = deadlock(2, Thread.ofVirtual());

        await().until(() -> WaitForGraph.findCycle(locks).isPresent());
    }

    @Test
    void tellsWhoWaitsForWhatAndWhoHoldsIt() {
        List<ObservableLock> locks = deadlock(2, Thread.ofPlatform());

        await().until(() -> WaitForGraph.findCycle(locks).isPresent());

        assertThat(WaitForGraph.findCycle(locks).orElseThrow())
                .extracting(Edge::toString)
                .containsExactlyInAnyOrder(
                        "thread 0 waits for lock 1, held by thread 1",
                        "thread 1 waits for lock 0, held by thread 0");
    }

    @Test
    void findsACircleThatOthersWaitFor() {
        List<ObservableLock> locks = deadlock(2, Thread.ofPlatform());
        ObservableLock circle = locks.getFirst();
        // Before the circle stands, the one outside could come first and be gone.
        await().until(() -> WaitForGraph.findCycle(locks).isPresent());
        start(
                Thread.ofPlatform().name("outside"),
                () -> {
                    circle.lockInterruptibly();
                    circle.unlock();
                });
        await().until(() -> circle.getQueueLength() == 2);

        assertThat(WaitForGraph.findCycle(locks).orElseThrow())
                .hasSize(2)
                .noneMatch(edge -> edge.waiter().getName().equals("outside"));
    }

    @Test
    void seesNoCircleInAChain() throws InterruptedException {
        ObservableLock lock = new ObservableLock("lock");
        lock.lock();
        try {
            start(
                    Thread.ofPlatform(),
                    () -> {
                        lock.lockInterruptibly();
                        lock.unlock();
                    });
            await().until(lock::hasQueuedThreads);

            assertThat(WaitForGraph.findCycle(List.of(lock))).isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void doesNotBelieveACircleWhenALockChangedHandsBetweenTheLooks() {
        Thread one = Thread.ofPlatform().name("one").unstarted(() -> {});
        Thread two = Thread.ofPlatform().name("two").unstarted(() -> {});
        Scripted still = new Scripted("still", one, two, 0);
        Scripted moving = new Scripted("moving", two, one, 1);

        assertThat(WaitForGraph.findCycle(List.of(still, new Scripted("calm", two, one, 0))))
                .isPresent();
        assertThat(WaitForGraph.findCycle(List.of(still, moving))).isEmpty();
    }

    /** A lock that looks the same each time but for the count of its acquisitions. */
    private static final class Scripted extends ReentrantLock implements OwnedLock {
        private static final long serialVersionUID = 1L;

        private final String name;
        private final transient Thread owner;
        private final transient Thread waiter;
        private final long acquisitionsPerLook;
        private long acquisitions;

        private Scripted(String name, Thread owner, Thread waiter, long acquisitionsPerLook) {
            this.name = name;
            this.owner = owner;
            this.waiter = waiter;
            this.acquisitionsPerLook = acquisitionsPerLook;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Thread> owner() {
            return Optional.of(owner);
        }

        @Override
        public Collection<Thread> waiting() {
            return List.of(waiter);
        }

        @Override
        public long acquisitions() {
            acquisitions += acquisitionsPerLook;
            return acquisitions;
        }
    }

    @Test
    void seesNoCircleAmongThreadsThatContendAndMoveOn() throws InterruptedException {
        List<ObservableLock> locks =
                List.of(new ObservableLock("low"), new ObservableLock("high", true));
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch busy = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            start(
                    Thread.ofPlatform(),
                    () -> {
                        busy.countDown();
                        while (!over.get()) {
                            locks.forEach(ReentrantLock::lock);
                            locks.reversed().forEach(ReentrantLock::unlock);
                        }
                    });
        }
        busy.await();
        long look = 0;
        try {
            while (++look <= 20_000) {
                assertThat(WaitForGraph.findCycle(locks)).isEmpty();
            }
        } finally {
            over.set(true);
        }
        assertThat(locks.getFirst().acquisitions()).isPositive();
    }
}
