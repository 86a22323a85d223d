// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.Limited;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workers;

/** Says which model suits a job, with the evidence. See {@link Choosing} for the procedure. */
public final class Adviser {

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
        Limited ended = Limited.run("choosing", choosing, request.timeout(), choosing::cancel);
        return choosing.report(ended.stop(), System.nanoTime() - start);
    }
}
