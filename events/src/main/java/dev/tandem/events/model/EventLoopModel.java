// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.model;

import dev.tandem.events.loop.LoopThread;
import dev.tandem.spi.AsyncParts;
import dev.tandem.spi.AsyncWork;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One thread that makes calls. Parts that can wait without a thread are begun one after another and
 * go on when what they wait for is there, so that all of them wait at the same time. Any other part
 * is one call from its beginning to its end: while it computes or waits, nothing else is done.
 */
final class EventLoopModel implements ExecutionModel {

    /** In how many calls parts that keep the loop are made. */
    private static final int CALLS = 100;

    @Override
    public String id() {
        return "event-loop";
    }

    @Override
    public String title() {
        return "Event loop";
    }

    @Override
    public String description() {
        return "Makes calls on one thread: asynchronous parts wait at the same time, and those that compute or block take as long as with sequential.";
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        boolean waits = job.work() instanceof AsyncWork<?>;
        return Optional.of(new Plan(Place.LOOP, waits ? job.size() : 1));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) throws Exception {
        return open(job.work());
    }

    private static <R> Session open(Work<R> work) throws Exception {
        LoopThread loop = LoopThread.start("event-loop");
        try {
            return work instanceof AsyncWork<R> async
                    ? new Asynchronous<>(loop, work, async.openAsync(loop.loop()))
                    : new Calls(loop, work);
        } catch (Throwable e) {
            loop.close();
            throw e;
        }
    }

    /** Parts that are under way at the same time. */
    private record Asynchronous<R>(LoopThread thread, Work<R> work, AsyncParts<R> parts)
            implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws Exception {
            Tally tally = new Tally(work.size(), progress);
            try {
                thread.call(() -> begin(tally));
                return new JobResult(thread.await(tally.done));
            } catch (Throwable e) {
                close();
                throw e;
            }
        }

        private void begin(Tally tally) {
            for (int i = 0; i < work.size() && !tally.done.isDone(); i++) {
                int index = i;
                parts.begin(index)
                        .whenComplete((result, failure) -> {
                            if (failure == null) {
                                tally.add(index, work.digest(result));
                            } else {
                                tally.done.completeExceptionally(failure);
                            }
                        });
            }
        }

        @Override
        public void close() {
            parts.close();
            thread.close();
        }
    }

    /** The digests of a run and how many are missing. Touched by the loop alone. */
    private static final class Tally {
        private final CompletableFuture<long[]> done = new CompletableFuture<>();
        private final long[] digests;
        private final ProgressSink progress;
        private int missing;

        Tally(int size, ProgressSink progress) {
            digests = new long[size];
            missing = size;
            this.progress = progress;
        }

        void add(int index, long digest) {
            digests[index] = digest;
            progress.advanced(1);
            missing--;
            if (missing == 0) {
                done.complete(digests);
            }
        }
    }

    /** Parts of which each keeps the loop until it is done. */
    private record Calls(LoopThread thread, Work<?> work) implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws Exception {
            long[] digests = new long[work.size()];
            CompletableFuture<Void> done = new CompletableFuture<>();
            try {
                for (Chunk chunk : Chunk.split(work.size(), CALLS)) {
                    thread.call(() -> call(chunk, digests, progress, done));
                }
                thread.call(() -> done.complete(null));
                thread.await(done);
                return new JobResult(digests);
            } catch (Throwable e) {
                close();
                throw e;
            }
        }

        @SuppressWarnings("InterruptedExceptionSwallowed") // it ends the run
        private void call(
                Chunk chunk, long[] digests, ProgressSink progress, CompletableFuture<Void> done) {
            if (done.isDone()) {
                return;
            }
            try {
                chunk.compute(work, digests, progress);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        }

        @Override
        public void close() {
            thread.close();
        }
    }
}
