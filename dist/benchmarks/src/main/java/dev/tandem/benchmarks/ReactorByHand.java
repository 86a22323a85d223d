// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Resources;
import dev.tandem.spi.Work;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What one would write with Reactor and without tandem: a stream of parts, on the library's own
 * threads. Parts that compute go down as many rails as there are processors, and parts that wait
 * have a thread each.
 */
final class ReactorByHand implements ExecutionModel {

    private record Digest(int index, long value) {}

    @Override
    public String id() {
        return "reactor";
    }

    @Override
    public String title() {
        return "Reactor";
    }

    @Override
    public String description() {
        return "Reactor, used by hand.";
    }

    @Override
    public Session open(JobRun<?> job, Resources resources) {
        boolean waits = job.spec().bound() == Bound.IO;
        return progress -> {
            Flux<Digest> digests =
                    waits
                            ? waiting(job.work())
                            : computing(job.work(), resources.parallelism());
            return new JobResult(
                    digests.collect(
                                    () -> new long[job.size()],
                                    (all, digest) -> all[digest.index()] = digest.value())
                            .blockOptional()
                            .orElseThrow());
        };
    }

    private static Flux<Digest> computing(Work<?> work, int rails) {
        return Flux.range(0, work.size())
                .parallel(rails)
                .runOn(Schedulers.parallel())
                .map(index -> digest(work, index))
                .sequential();
    }

    private static Flux<Digest> waiting(Work<?> work) {
        return Flux.range(0, work.size())
                .flatMap(
                        index ->
                                Mono.fromCallable(() -> digest(work, index))
                                        .subscribeOn(Schedulers.boundedElastic()),
                        work.size());
    }

    private static Digest digest(Work<?> work, int index) {
        try {
            return new Digest(index, work.digestOf(index));
        } catch (Exception e) {
            throw Exceptions.propagate(e);
        }
    }
}
