package dev.tandem.benchmarks;

import dev.tandem.core.spi.ExecutionModel;
import dev.tandem.core.spi.JobResult;
import dev.tandem.core.spi.JobRun;
import dev.tandem.core.spi.Resources;
import dev.tandem.core.spi.Work;

/**
 * What one would write without tandem: a loop over the parts. As a model, so that it takes its
 * turns among the others.
 */
final class PlainLoop implements ExecutionModel {

    static long[] digests(Work<?> work) throws Exception {
        long[] digests = new long[work.size()];
        for (int i = 0; i < digests.length; i++) {
            digests[i] = work.digestOf(i);
        }
        return digests;
    }

    @Override
    public String id() {
        return "plain-loop";
    }

    @Override
    public String title() {
        return "Plain loop";
    }

    @Override
    public String description() {
        return "A loop over the parts, with nothing around it.";
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        return progress -> new JobResult(digests(job.work()));
    }
}
