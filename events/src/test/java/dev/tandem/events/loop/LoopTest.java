// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopTest {

    private final List<String> seen = new ArrayList<>();
    private final Loop loop = new Loop();

    /** Its time passes while it waits, and when a test says so. */
    private static final class VirtualLoop extends Loop {
        private final AtomicLong now;

        VirtualLoop(AtomicLong now) {
            super(
                    failure -> {
                        throw failure;
                    },
                    now::get);
            this.now = now;
        }

        @Override
        void await(long nanos) {
            now.addAndGet(nanos);
        }
    }

    @Test
    void callsAreMadeInTheirOrderAndNeverWithinAnother() throws InterruptedException {
        loop.execute(() -> {
            loop.execute(() -> seen.add("inner"));
            seen.add("outer");
        });
        loop.execute(() -> seen.add("second"));
        loop.execute(loop::stop);
        loop.run();

        assertThat(seen).containsExactly("outer", "second", "inner");
    }

    @Test
    void timersAreCalledInTheOrderOfTheirTimes() throws InterruptedException {
        loop.after(Duration.ofMillis(3), loop::stop);
        loop.after(Duration.ofMillis(2), () -> seen.add("late"));
        loop.after(Duration.ofMillis(1), () -> seen.add("early"));
        loop.after(Duration.ofMillis(1), () -> seen.add("early too")).cancel();
        loop.run();

        assertThat(seen).containsExactly("early", "late");
    }

    @Test
    void aPeriodicTimerMakesUpForTheTimesThatPassedDuringALongCall() throws InterruptedException {
        AtomicLong now = new AtomicLong();
        Loop virtual = new VirtualLoop(now);
        List<Long> ticks = new ArrayList<>();
        virtual.every(
                Duration.ofNanos(10),
                () -> {
                    ticks.add(now.get());
                    if (ticks.size() == 1) {
                        now.addAndGet(25);
                    }
                });
        virtual.after(Duration.ofNanos(55), virtual::stop);
        virtual.run();

        assertThat(ticks).containsExactly(10L, 35L, 35L, 40L, 50L);
    }

    @Test
    void aPeriodOfZeroIsRefused() {
        assertThatThrownBy(() -> loop.every(Duration.ZERO, () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCancelledPeriodicTimerIsNotCalledAgain() throws InterruptedException {
        Loop.Timer[] timer = new Loop.Timer[1];
        timer[0] =
                loop.every(
                        Duration.ofMillis(1),
                        () -> {
                            seen.add("tick");
                            timer[0].cancel();
                        });
        loop.after(Duration.ofMillis(5), loop::stop);
        loop.run();

        assertThat(seen).containsExactly("tick");
    }

    @Test
    void aLoopThatWaitsIsWokenByACallOfAnotherThread() throws InterruptedException {
        Thread other = Thread.ofVirtual().unstarted(() -> loop.execute(loop::stop));
        loop.execute(other::start);
        loop.run();

        other.join();
        assertThat(other.isAlive()).isFalse();
    }

    @Test
    void aStoppedLoopMakesTheCallsThatItHasTakenAndRefusesOthers() throws InterruptedException {
        loop.execute(() -> seen.add("taken"));
        loop.stop();
        loop.run();

        assertThat(seen).containsExactly("taken");
        assertThatThrownBy(() -> loop.execute(() -> seen.add("refused")))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aLoopThatIsToldOfFailuresGoesOn() throws InterruptedException {
        List<RuntimeException> failures = new ArrayList<>();
        Loop hardy = new Loop(failures::add);
        IllegalStateException failure = new IllegalStateException("a handler");
        hardy.execute(() -> {
            throw failure;
        });
        hardy.execute(hardy::stop);
        hardy.run();

        assertThat(failures).containsExactly(failure);
    }

    @Test
    void aPeriodicTimerGoesOnAfterACallThatFails() throws InterruptedException {
        Loop hardy = new Loop(failure -> seen.add(failure.getMessage()));
        hardy.every(
                Duration.ofMillis(1),
                () -> {
                    if (seen.size() == 2) {
                        hardy.stop();
                    }
                    throw new IllegalStateException("tick");
                });
        hardy.run();

        assertThat(seen).containsExactly("tick", "tick", "tick");
    }

    @Test
    void withoutThatTheFailureOfACallEndsIt() {
        loop.execute(() -> {
            throw new IllegalStateException("a handler");
        });

        assertThatThrownBy(loop::run).hasMessage("a handler");
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(loop::run).isInstanceOf(InterruptedException.class);
    }

    @Test
    void callbacksOfAPromiseRunInALaterTurn() throws InterruptedException {
        Promise<String> promise = new Promise<>(loop);
        CompletableFuture<Void> end = promise.thenAcceptAsync(seen::add);
        loop.execute(() -> {
            promise.complete("kept");
            seen.add("after keeping");
        });
        loop.runUntil(end);

        assertThat(seen).containsExactly("after keeping", "kept");
    }

    @Test
    void theThreadOfTheLoopIsNotLetWaitForAPromise() {
        loop.execute(() -> new Promise<>(loop).join());

        assertThatThrownBy(loop::run).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tasksTakeTurns() throws InterruptedException {
        Promise<Integer> a = loop.start(steps("a", 2));
        Promise<Integer> b = loop.start(steps("b", 2));
        loop.runUntil(CompletableFuture.allOf(a, b));

        assertThat(seen).containsExactly("a1", "b1", "a2", "b2");
        assertThat(a).isCompletedWithValue(2);
    }

    @Test
    void aCancelledTaskTakesNoMoreSteps() throws InterruptedException {
        Promise<Integer> endless = loop.start(steps("a", Integer.MAX_VALUE));
        loop.execute(() -> loop.execute(() -> endless.cancel(false)));
        Promise<Integer> other = loop.start(steps("b", 5));
        loop.runUntil(other);

        assertThat(seen).containsOnlyOnce("a1").doesNotContain("a5");
        assertThat(endless.state()).isEqualTo(Future.State.CANCELLED);
    }

    @Test
    void aTaskEndsWithTheFailureOfWhatItWaitsFor() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("what it waits for");
        Promise<Integer> task =
                loop.start(Stream.of(CompletableFuture.<String>failedFuture(failure)));
        loop.runUntil(task);

        assertThatThrownBy(task::join).isInstanceOf(CompletionException.class).hasCause(failure);
    }

    private Stream<CompletableFuture<String>> steps(String name, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> {
                    seen.add(name + i);
                    return CompletableFuture.completedFuture(name);
                });
    }
}
