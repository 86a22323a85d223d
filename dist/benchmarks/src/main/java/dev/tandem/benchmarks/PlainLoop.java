// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;

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
