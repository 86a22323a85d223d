// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event loop: calls what is ready, one call after another, on the one thread that runs it, and
 * waits when nothing is. Calls become ready when they are submitted, when a timer is due, or, in a
 * {@link SelectorLoop}, when a channel is.
 *
 * <p>{@link #execute} and {@link #stop} are for all threads; the rest is for the thread that runs
 * the loop, and for whoever prepares it before.
 */
public class Loop implements Executor, AutoCloseable {

    private static final Comparator<Timer> BY_TIME =
            (a, b) ->
                    // The difference is right even where the times of the clock overflow.
                    a.due != b.due ? Long.signum(a.due - b.due) : Long.compare(a.number, b.number);

    private final BlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
    private final Queue<Timer> timers = new PriorityQueue<>(BY_TIME);
    private final Consumer<? super RuntimeException> failed;
    private final LongSupplier clock;
    private volatile @Nullable Thread runner;
    private volatile boolean stopped;
    private long lastNumber;

    /** A loop that ends with the first call that throws. */
    public Loop() {
        this(failure -> {
            throw failure;
        });
    }

    /** A loop that survives calls that throw, and tells what they threw. */
    public Loop(Consumer<? super RuntimeException> failed) {
        this(failed, System::nanoTime);
    }

    /** A loop whose time is that of another clock, in nanoseconds. */
    Loop(Consumer<? super RuntimeException> failed, LongSupplier clock) {
        this.failed = failed;
        this.clock = clock;
    }

    /** A call at a time to come. */
    public final class Timer {
        private final long number = ++lastNumber;
        private final Duration period;
        private final Runnable call;
        private long due;
        private boolean cancelled;

        private Timer(Duration delay, Duration period, Runnable call) {
            this.due = clock.getAsLong() + delay.toNanos();
            this.period = period;
            this.call = call;
            timers.add(this);
        }

        /** Takes the call back; what is already being called goes on. */
        public void cancel() {
            cancelled = true;
            timers.remove(this);
        }

        private void fire() {
            if (cancelled) {
                return;
            }
            if (period.isPositive()) {
                // From the time that was due and not from now: lateness does not add up.
                due += period.toNanos();
                timers.add(this);
            }
            call.run();
        }
    }

    /**
     * Leaves a call for a later turn of the loop, and returns before it is made. What one thread
     * leaves is called in that order.
     *
     * @throws RejectedExecutionException when the loop has been stopped; what it has not refused it
     *     calls, unless the loop is interrupted
     */
    @Override
    public void execute(Runnable call) {
        ready.add(call);
        // It may have stopped before the call was there to be seen.
        if (stopped && ready.remove(call)) {
            throw new RejectedExecutionException("the loop has been stopped");
        }
        wake();
    }

    /** Makes a call once the time has passed. */
    public Timer after(Duration delay, Runnable call) {
        return new Timer(delay, Duration.ZERO, call);
    }

    /**
     * Makes a call again and again, at multiples of the period from now. Those that pass during a
     * long call are made up for.
     *
     * @param period more than zero
     */
    public Timer every(Duration period, Runnable call) {
        if (!period.isPositive()) {
            throw new IllegalArgumentException("a period of " + period + " leaves nothing else");
        }
        return new Timer(period, period, call);
    }

    /** A promise that is kept once the time has passed. */
    public Promise<Duration> sleep(Duration delay) {
        Promise<Duration> promise = new Promise<>(this);
        after(delay, () -> promise.complete(delay));
        return promise;
    }

    /**
     * Starts a task. A step of it is the next element of a lazy stream, computed when the loop asks
     * for it; it says what has to be done before the next step, and until then the loop belongs to
     * others. A cancelled task takes no more steps.
     *
     * @return the number of steps, once there are no more; or the first failure of a step or of
     *     what it waits for
     */
    public Promise<Integer> start(Stream<? extends CompletionStage<?>> steps) {
        Promise<Integer> task = new Promise<>(this);
        Iterator<? extends CompletionStage<?>> generator = steps.iterator();
        execute(() -> advance(task, generator, 0));
        return task;
    }

    private void advance(
            Promise<Integer> task, Iterator<? extends CompletionStage<?>> generator, int taken) {
        try {
            if (task.isDone()) {
                return;
            }
            if (!generator.hasNext()) {
                task.complete(taken);
                return;
            }
            CompletionStage<?> step = generator.next();
            step.whenCompleteAsync(
                    (_, failure) -> {
                        if (failure == null) {
                            advance(task, generator, taken + 1);
                        } else {
                            task.completeExceptionally(failure);
                        }
                    },
                    this);
        } catch (RuntimeException failure) {
            task.completeExceptionally(failure);
        }
    }

    /**
     * Runs the loop on the calling thread until it is stopped and every call that was submitted
     * before has been made. Timers that are not due by then are dropped.
     *
     * @throws InterruptedException when the thread is interrupted; the loop has then been stopped
     */
    public void run() throws InterruptedException {
        runner = Thread.currentThread();
        try {
            while (!stopped || !ready.isEmpty()) {
                turn();
            }
        } finally {
            stopped = true;
            runner = null;
        }
    }

    /** Runs the loop until a goal is reached, or has failed. */
    public void runUntil(CompletionStage<?> goal) throws InterruptedException {
        goal.whenComplete((_, _) -> stop());
        run();
    }

    /** Says that the loop is to end, once what has been submitted has been called. */
    public void stop() {
        stopped = true;
        wake();
    }

    /** Stops the loop and frees what it holds. */
    @Override
    public void close() {
        stop();
    }

    /** Whether the calling thread is the one that runs the loop. */
    public boolean isMine() {
        return Thread.currentThread() == runner;
    }

    private void turn() throws InterruptedException {
        await(patience());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        long now = clock.getAsLong();
        while (!timers.isEmpty() && timers.element().due - now <= 0) {
            ready.add(timers.remove()::fire);
        }
        // Only what is ready now: what these calls submit is for the next turn, and cannot keep
        // timers and channels waiting.
        List<Runnable> calls = new ArrayList<>();
        ready.drainTo(calls);
        calls.forEach(this::call);
    }

    /** For how many nanoseconds there is nothing to do. */
    private long patience() {
        Timer next = timers.peek();
        if (stopped || !ready.isEmpty()) {
            return 0;
        }
        return next == null ? Long.MAX_VALUE : Math.max(0, next.due - clock.getAsLong());
    }

    final void call(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException failure) {
            failed.accept(failure);
        }
    }

    /** Waits until woken, interrupted, or the time has passed; or returns for no reason. */
    void await(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Ends a wait, the next one if there is none now. */
    void wake() {
        LockSupport.unpark(runner);
    }
}
