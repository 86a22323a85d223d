// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.Resources;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * A platform thread for each part, which is a thread of the operating system: it has a stack of its
 * own and costs tens of microseconds to start, so that a program may have some thousands of them
 * and not a million. Hence the bound.
 */
final class PlatformModel implements ExecutionModel {

    static final int MOST_THREADS = 1000;

    @Override
    public String id() {
        return "platform";
    }

    @Override
    public String title() {
        return "Platform threads";
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "Starts a platform thread for each part; of more than %d parts, each takes several.",
                MOST_THREADS);
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.of(new Plan(Place.THREADS, Math.min(job.size(), MOST_THREADS)));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        List<Chunk> chunks = Chunk.split(job.size(), MOST_THREADS);
        var threads = Thread.ofPlatform().name("platform-", 0).factory();
        return progress -> {
            // Closing waits for the threads: none of them outlives the run.
            try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
                return Tasks.run(executor, chunks, job.work(), progress);
            }
        };
    }
}
