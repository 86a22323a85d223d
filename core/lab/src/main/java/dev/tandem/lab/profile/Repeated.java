// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.profile;

import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.time.Duration;

/** A job that one model runs again and again, so that there is enough of it to be seen. */
public final class Repeated {

    private Repeated() {}

    /**
     * Runs a job on the calling thread until the time is over, and at least once.
     *
     * @return how many times it was run
     * @throws TandemException.Missing when the model or the job cannot run here
     */
    public static <R> int run(
            Job<R> job,
            Parameters parameters,
            long seed,
            ExecutionModel model,
            Resources resources,
            Duration time)
            throws Exception {
        if (job.spec().availability() instanceof Unavailable(String reason, String remedy)) {
            throw new TandemException.Missing(reason, remedy);
        }
        try (Work<R> work = job.open(parameters, seed)) {
            var run = new JobRun<>(job.spec(), seed, work);
            if (model.availability(run) instanceof Unavailable(String reason, String remedy)) {
                throw new TandemException.Missing(reason, remedy);
            }
            try (ExecutionModel.Session session = model.open(run, resources)) {
                long start = System.nanoTime();
                int runs = 0;
                do {
                    session.run(ProgressSink.NONE);
                    runs++;
                } while (System.nanoTime() - start < time.toNanos());
                return runs;
            }
        }
    }
}
