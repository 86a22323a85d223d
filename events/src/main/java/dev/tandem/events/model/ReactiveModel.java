// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.model;

import dev.tandem.events.loop.LoopThread;
import dev.tandem.spi.AsyncParts;
import dev.tandem.spi.AsyncWork;
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
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stream of parts, on RxJava. Parts that can wait without a thread are mapped to the results that
 * they will have, and merged in the order in which those come. Others are spread over parallel
 * rails, each of which asks for the next when it is done with one: a processor each for computing,
 * and many for waiting, as with a pool.
 */
final class ReactiveModel implements ExecutionModel {

    private static final int RAILS_FOR_WAITING = 64;

    /** Enough to even out parts that take longer than others. */
    private static final int CHUNKS_A_RAIL = 64;

    @Override
    public String id() {
        return "reactive";
    }

    @Override
    public String title() {
        return "Reactive streams";
    }

    @Override
    public String description() {
        return String.format(
                Locale.ROOT,
                "A stream of parts on RxJava: asynchronous ones merged on one thread, others on rails, one a processor, %d for waiting.",
                RAILS_FOR_WAITING);
    }

    @Override
    public Optional<Plan> plan(JobRun<?> job, int parallelism) {
        return Optional.of(
                job.work() instanceof AsyncWork<?>
                        ? new Plan(Place.LOOP, job.size())
                        : new Plan(Place.THREADS, rails(job, parallelism)));
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) throws Exception {
        if (job.work() instanceof AsyncWork<?> async) {
            return merged(async);
        }
        boolean waits = job.spec().bound() == Bound.IO;
        int rails = rails(job, resources.parallelism());
        List<Chunk> chunks = Chunk.split(job.size(), waits ? job.size() : rails * CHUNKS_A_RAIL);
        var threads =
                Executors.newFixedThreadPool(
                        rails, Thread.ofPlatform().name("reactive-", 0).factory());
        return new Rails(threads, rails, chunks, job.work());
    }

    private static int rails(JobRun<?> job, int parallelism) {
        boolean waits = job.spec().bound() == Bound.IO;
        return Math.min(job.size(), waits ? RAILS_FOR_WAITING : parallelism);
    }

    private static <R> Session merged(AsyncWork<R> work) throws Exception {
        LoopThread loop = LoopThread.start("reactive");
        try {
            return new Merged<>(loop, work, work.openAsync(loop.loop()));
        } catch (Throwable e) {
            loop.close();
            throw e;
        }
    }

    private record Digest(int index, long value) {}

    private record Merged<R>(LoopThread thread, Work<R> work, AsyncParts<R> parts)
            implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws Exception {
            // A part that fails ends the stream, and with it the others.
            CompletableFuture<long[]> digests =
                    Flowable.range(0, work.size())
                            .subscribeOn(
                                    RxJavaPlugins.createExecutorScheduler(
                                            thread.loop(), true, false))
                            .flatMapSingle(this::digest)
                            .doOnNext(_ -> progress.advanced(1))
                            .collect(
                                    () -> new long[work.size()],
                                    (all, digest) -> all[digest.index()] = digest.value())
                            .toCompletionStage()
                            .toCompletableFuture();
            try {
                return new JobResult(thread.await(digests));
            } catch (Throwable e) {
                close();
                throw e;
            }
        }

        private Single<Digest> digest(int index) {
            return Single.fromCompletionStage(parts.begin(index))
                    .map(result -> new Digest(index, work.digest(result)));
        }

        @Override
        public void close() {
            parts.close();
            thread.close();
        }
    }

    private record Rails(ExecutorService threads, int rails, List<Chunk> chunks, Work<?> work)
            implements Session {

        @Override
        public JobResult run(ProgressSink progress) throws Exception {
            long[] digests = new long[work.size()];
            Scheduler scheduler = RxJavaPlugins.createExecutorScheduler(threads, true, false);
            // Failures are elements: the first of them ends the stream, and those of the parts that
            // are interrupted thereby have nobody to tell.
            var failure =
                    Flowable.fromIterable(chunks)
                            .parallel(rails, 1)
                            .runOn(scheduler, 1)
                            .mapOptional(chunk -> attempt(chunk, digests, progress))
                            .sequential(1)
                            .firstElement()
                            .map(Optional::of)
                            .defaultIfEmpty(Optional.empty())
                            .toFuture();
            Optional<Throwable> first;
            try {
                first = failure.get();
            } catch (InterruptedException e) {
                failure.cancel(true);
                close();
                throw e;
            }
            if (first.isPresent()) {
                close();
                switch (first.get()) {
                    case Exception exception -> throw exception;
                    case Error error -> throw error;
                    case Throwable other -> throw new IllegalStateException(other);
                }
            }
            return new JobResult(digests);
        }

        @SuppressWarnings("InterruptedExceptionSwallowed") // it is told like any other failure
        private Optional<Throwable> attempt(Chunk chunk, long[] digests, ProgressSink progress) {
            try {
                chunk.compute(work, digests, progress);
                return Optional.empty();
            } catch (Throwable e) {
                return Optional.of(e);
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
            threads.close();
        }
    }
}
