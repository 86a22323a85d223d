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
import dev.tandem.spi.Work;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/**
 * Divide and conquer. A range of parts splits in two until it is small; each worker puts the halves
 * on a deque of its own and takes the newest back, while a worker that runs dry steals the oldest,
 * which is the largest, of another. Nobody meets at one queue, and the load spreads by itself.
 */
final class ForkJoinModel implements ExecutionModel {

    /**
     * How many pieces there are for each worker: enough to even out parts that take longer than
     * others.
     */
    static final int PIECES_A_WORKER = 64;

    @Override
    public String id() {
        return "fork-join";
    }

    @Override
    public String title() {
        return "Fork and join";
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "Halves the parts down to about %d pieces a processor, on a work-stealing pool.",
                PIECES_A_WORKER);
    }

    /**
     * Of parts that wait it does not say: the pool starts more threads for those that wait by
     * {@link ForkJoinPool.ManagedBlocker}, as futures do, and none for others.
     */
    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return job.spec().bound() == Bound.IO
                ? Optional.empty()
                : Optional.of(new Plan(Place.THREADS, Math.min(job.size(), parallelism)));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        int threshold = Math.max(1, job.size() / (resources.parallelism() * PIECES_A_WORKER));
        return new ForkJoinSession(
                new ForkJoinPool(resources.parallelism()), threshold, job.work());
    }

    private record ForkJoinSession(ForkJoinPool pool, int threshold, Work<?> work)
            implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws Exception {
            long[] digests = new long[work.size()];
            var finished = new CompletableFuture<Void>();
            var root =
                    new Range(
                            new Chunk(0, work.size()),
                            new Common(work, threshold, digests, progress, finished));
            try {
                pool.execute(() -> {
                    root.quietlyInvoke();
                    if (root.isCompletedNormally()) {
                        finished.complete(null);
                    } else {
                        finished.completeExceptionally(root.getException());
                    }
                });
                finished.get();
            } catch (ExecutionException e) {
                Tasks.end(pool);
                throw Tasks.failure(e);
            } catch (InterruptedException | Error e) {
                finished.completeExceptionally(e);
                Tasks.end(pool);
                throw e;
            }
            return new JobResult(digests);
        }

        @Override
        public void close() {
            Tasks.end(pool);
        }
    }

    /**
     * What all pieces of one run share.
     *
     * @param finished completed at once by the failure of a part, which the joins would only see
     *     when they get there; nothing more is begun then
     */
    @SuppressWarnings("ArrayRecordComponent") // each piece writes its own stretch of it
    private record Common(
            Work<?> work,
            int threshold,
            long[] digests,
            ProgressSink progress,
            CompletableFuture<Void> finished) {}

    private static final class Range extends RecursiveAction {

        private static final long serialVersionUID = 1L;

        private final transient Chunk chunk;
        private final transient Common common;

        Range(Chunk chunk, Common common) {
            this.chunk = chunk;
            this.common = common;
        }

        @Override
        protected void compute() {
            // A worker that ends one piece may go on with the next before its own join, and the
            // interrupt that ended the first is used up by then.
            if (common.finished().isDone()) {
                return;
            }
            if (chunk.size() > common.threshold()) {
                int middle = (chunk.from() + chunk.to()) >>> 1;
                invokeAll(
                        new Range(new Chunk(chunk.from(), middle), common),
                        new Range(new Chunk(middle, chunk.to()), common));
                return;
            }
            try {
                chunk.compute(common.work(), common.digests(), common.progress());
            } catch (Exception | Error e) {
                common.finished().completeExceptionally(e);
            }
        }
    }
}
