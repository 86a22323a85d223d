// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.Resources;
import java.util.Optional;

/**
 * The baseline: one part after the other in the thread that asks. What every other model is checked
 * and measured against.
 */
public final class SequentialModel implements ExecutionModel {

    public static final String ID = "sequential";

    /** How many times a run tells of its progress. */
    private static final int STEPS = 100;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "One thread";
    }

    @Override
    public String description() {
        return "Computes one part after the other in a single thread: the baseline of every comparison.";
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.of(new Plan(Place.CALLER, 1));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        var chunks = Chunk.split(job.size(), STEPS);
        return progress -> {
            long[] digests = new long[job.size()];
            for (Chunk chunk : chunks) {
                chunk.compute(job.work(), digests, progress);
            }
            return new JobResult(digests);
        };
    }
}
