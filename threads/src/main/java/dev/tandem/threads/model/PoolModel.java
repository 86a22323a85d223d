// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fixed pool of platform threads that take tasks from one queue. Its size follows from what the
 * tasks do. Work that computes wants a thread a processor: more would only take turns. Work that
 * waits leaves its processor idle meanwhile and wants many more; how many is a guess about the
 * waiting, here a fixed one.
 */
final class PoolModel implements ExecutionModel {

    static final int THREADS_FOR_WAITING = 64;

    /**
     * Few enough that queueing costs nothing beside the work, enough that nobody waits long for the
     * thread with the last one.
     */
    static final int CHUNKS_A_THREAD = 64;

    @Override
    public String id() {
        return "pool";
    }

    @Override
    public String title() {
        return "Thread pool";
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "A fixed pool: a thread a processor, %d chunks each, for computing; %d for waiting.",
                CHUNKS_A_THREAD,
                THREADS_FOR_WAITING);
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.of(new Plan(Place.THREADS, threads(job, parallelism)));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        boolean waits = job.spec().bound() == Bound.IO;
        int threads = threads(job, resources.parallelism());
        List<Chunk> chunks =
                Chunk.split(job.size(), waits ? job.size() : threads * CHUNKS_A_THREAD);
        var pool =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().name("pool-", 0).factory());
        return new PoolSession(pool, chunks, job);
    }

    private static int threads(JobRun<?> job, int parallelism) {
        boolean waits = job.spec().bound() == Bound.IO;
        return Math.min(job.size(), waits ? THREADS_FOR_WAITING : parallelism);
    }

    private record PoolSession(ExecutorService pool, List<Chunk> chunks, JobRun<?> job)
            implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws Exception {
            return Tasks.run(pool, chunks, job.work(), progress);
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
