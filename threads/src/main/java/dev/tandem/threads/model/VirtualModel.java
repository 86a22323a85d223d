// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.Resources;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A virtual thread for each part. They are never pooled: one costs about as much as the task object
 * that a pool would queue, and while it waits for something outside it holds no thread of the
 * operating system. For work that only computes there is nothing to win over a pool, since the JVM
 * runs them all on one carrier thread a processor.
 */
final class VirtualModel implements ExecutionModel {

    @Override
    public String id() {
        return "virtual";
    }

    @Override
    public String title() {
        return "Virtual threads";
    }

    @Override
    public String description() {
        return "Starts a virtual thread for each part.";
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.of(new Plan(Place.THREADS, job.size()));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        List<Chunk> parts = Chunk.split(job.size(), job.size());
        var threads = Thread.ofVirtual().name("virtual-", 0).factory();
        return progress -> {
            // Closing waits for the threads: none of them outlives the run.
            try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
                return Tasks.run(executor, parts, job.work(), progress);
            }
        };
    }
}
