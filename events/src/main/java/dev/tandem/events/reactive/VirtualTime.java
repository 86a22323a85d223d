// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import dev.tandem.spi.RunContext;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A clock that stands still unless the run moves it: what would take an hour is over at once, and
 * what happens at the same moment does so in the order in which it was scheduled. All that is
 * scheduled runs on the thread that moves the clock.
 */
public final class VirtualTime {

    private final TestScheduler scheduler = new TestScheduler();

    /** Where sources that wait have to wait. */
    Scheduler scheduler() {
        return scheduler;
    }

    /** How far the clock has moved. */
    public long millis() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }

    /** Runs something when the clock has moved so far. */
    public void after(long millis, Runnable task) {
        var _ = scheduler.scheduleDirect(task, millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Moves the clock, a step at a time, until something has happened. At a pace above 0 each step
     * is waited for.
     *
     * @throws InterruptedException when the run is cancelled
     */
    public void passUntil(BooleanSupplier happened, Duration step, RunContext context)
            throws InterruptedException {
        while (!happened.getAsBoolean()) {
            context.pause(step);
            scheduler.advanceTimeBy(step.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Moves the clock, a step at a time, until there is a result, and disposes of what was to give
     * it when the run is cancelled before.
     */
    public <T> T await(Future<T> result, Duration step, RunContext context)
            throws InterruptedException, ExecutionException {
        try {
            passUntil(result::isDone, step, context);
            return result.get();
        } finally {
            result.cancel(true);
        }
    }
}
