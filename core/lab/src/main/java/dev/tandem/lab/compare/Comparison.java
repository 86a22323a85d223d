// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Runs the same job under several models and says, with evidence, which is how fast. Correctness
 * comes first: a model whose results differ from those of the baseline gets no time at all. See
 * {@link Measurement} for the procedure.
 */
public final class Comparison {

    /** How long the models may take to end after a cancellation. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Workers workers;
    private final Meter meter;
    private final LongSupplier clock;

    /**
     * @param workers starts worker processes for the models that need them; ended by the caller
     */
    public Comparison(Workers workers) {
        this(workers, new ProcMeter(), System::nanoTime);
    }

    Comparison(Workers workers, Meter meter, LongSupplier clock) {
        this.workers = workers;
        this.meter = meter;
        this.clock = clock;
    }

    /**
     * Makes a comparison. Interrupting the calling thread cancels it; what has been measured until
     * then is reported, and the interruption is thereby consumed. When the method returns every
     * session is closed.
     *
     * @throws TandemException.Missing when the job itself cannot run here
     * @throws Exception what went wrong in opening the job or in running the baseline; the failure
     *     of any other model is part of the report
     */
    public ComparisonReport run(ComparisonRequest request, ComparisonWatcher watcher)
            throws Exception {
        long start = System.nanoTime();
        var measurement = new Measurement(request, workers, meter, clock, watcher);
        var task = new FutureTask<Void>(measurement);
        // A thread of its own, so that the time limit holds even for a model that ignores its
        // interruption.
        Thread thread = Thread.ofPlatform().name("comparison").daemon().start(task);
        Stop stop = await(task, request.timeout());
        if (stop != Stop.COMPLETED) {
            measurement.cancel();
            thread.interrupt();
            thread.join(GRACE);
        }
        if (thread.isAlive() && stop != Stop.COMPLETED) {
            measurement.abandon();
        }
        return measurement.report(stop, System.nanoTime() - start);
    }

    private static Stop await(FutureTask<Void> task, Duration timeout) throws Exception {
        try {
            task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
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
