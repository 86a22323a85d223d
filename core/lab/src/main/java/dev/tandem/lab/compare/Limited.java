// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.lab.compare.ComparisonReport.Stop;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How a measurement ended that had a thread of its own, so that its limit of time holds even for
 * code that ignores an interruption.
 *
 * @param abandoned whether it still runs, long after it was to end
 */
public record Limited(Stop stop, boolean abandoned) {

    /** How long what runs may take to end after a cancellation. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * Runs a measurement. Interrupting the calling thread cancels it, and the interruption is
     * thereby consumed.
     *
     * @param thread the name of its thread
     * @param cancel tells it to end, before its thread is interrupted
     * @throws Exception what the measurement has thrown
     */
    public static Limited run(
            String thread, Callable<Void> measurement, Duration limit, Runnable cancel)
            throws Exception {
        var task = new FutureTask<>(measurement);
        Thread running = Thread.ofPlatform().name(thread).daemon().start(task);
        Stop stop = await(task, limit);
        if (stop == Stop.COMPLETED) {
            return new Limited(stop, false);
        }
        cancel.run();
        running.interrupt();
        return new Limited(stop, !running.join(GRACE));
    }

    private static Stop await(FutureTask<Void> task, Duration limit) throws Exception {
        try {
            task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return Stop.COMPLETED;
        } catch (InterruptedException e) {
            return Stop.CANCELLED;
        } catch (TimeoutException e) {
            return Stop.TIMED_OUT;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }
}
