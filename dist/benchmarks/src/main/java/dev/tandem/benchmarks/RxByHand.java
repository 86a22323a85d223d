// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;

/**
 * What one would write with RxJava and without tandem: a stream of parts, on the library's own
 * threads. Parts that compute go down as many rails as there are processors, and parts that wait
 * have a thread each.
 */
final class RxByHand implements ExecutionModel {

    private record Digest(int index, long value) {}

    @Override
    public String id() {
        return "rxjava";
    }

    @Override
    public String title() {
        return "RxJava";
    }

    @Override
    public String description() {
        return "RxJava, used by hand.";
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        boolean waits = job.spec().bound() == Bound.IO;
        return progress -> {
            Flowable<Digest> digests =
                    waits
                            ? waiting(job.work())
                            : computing(job.work(), resources.parallelism());
            return new JobResult(
                    digests.collect(
                                    () -> new long[job.size()],
                                    (all, digest) -> all[digest.index()] = digest.value())
                            .blockingGet());
        };
    }

    private static Flowable<Digest> computing(Work<?> work, int rails) {
        return Flowable.range(0, work.size())
                .parallel(rails)
                .runOn(Schedulers.computation())
                .map(index -> new Digest(index, work.digestOf(index)))
                .sequential();
    }

    private static Flowable<Digest> waiting(Work<?> work) {
        return Flowable.range(0, work.size())
                .flatMap(
                        index ->
                                Flowable.fromCallable(
                                                () -> new Digest(index, work.digestOf(index)))
                                        .subscribeOn(Schedulers.io()),
                        work.size());
    }
}
