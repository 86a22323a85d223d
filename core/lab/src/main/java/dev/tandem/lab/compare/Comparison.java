// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workers;
import java.util.function.LongSupplier;

/**
 * Runs the same job under several models and says, with evidence, which is how fast. Correctness
 * comes first: a model whose results differ from those of the baseline gets no time at all. See
 * {@link Measurement} for the procedure.
 */
public final class Comparison {

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
        Limited ended =
                Limited.run("comparison", measurement, request.timeout(), measurement::cancel);
        if (ended.abandoned()) {
            measurement.abandon();
        }
        return measurement.report(ended.stop(), System.nanoTime() - start);
    }
}
