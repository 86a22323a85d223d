// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.ComparisonReport.Stop;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says which model suits a job, with the evidence. See {@link Choosing} for the procedure. */
public final class Adviser {

    /** How long what runs may take to end after a cancellation. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Workers workers;
    private final WaitProbe probe;

    /**
     * @param workers starts worker processes for the models that need them; ended by the caller
     */
    public Adviser(Workers workers) {
        this(workers, WaitProbe.here());
    }

    Adviser(Workers workers, WaitProbe probe) {
        this.workers = workers;
        this.probe = probe;
    }

    /**
     * Makes a choice. Interrupting the calling thread cancels it; what has been measured until then
     * is reported, and the interruption is thereby consumed.
     *
     * @throws TandemException.Missing when the job itself cannot run here
     * @throws DifferentResults when the job does not give the same results each time
     * @throws Exception what went wrong in opening the job or in one of its parts; the failure of a
     *     model is part of the report
     */
    public ChoiceReport run(ChoiceRequest request, ChoiceWatcher watcher) throws Exception {
        long start = System.nanoTime();
        var choosing = new Choosing(request, workers, probe, watcher);
        var task = new FutureTask<Void>(choosing);
        // A thread of its own, so that the time limit holds even for parts that ignore their
        // interruption.
        Thread thread = Thread.ofPlatform().name("choosing").daemon().start(task);
        Stop stop = await(task, request.timeout());
        if (stop != Stop.COMPLETED) {
            choosing.cancel();
            thread.interrupt();
            thread.join(GRACE);
        }
        return choosing.report(stop, System.nanoTime() - start);
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
