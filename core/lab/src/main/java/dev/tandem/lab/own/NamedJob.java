// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.own;

import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;

/**
 * A job under the name of its class, by which another process finds it, and whose failures say that
 * they are its own.
 */
record NamedJob<R>(String name, Job<R> job) implements Job<R> {

    @Override
    public JobSpec spec() {
        JobSpec spec = job.spec();
        return new JobSpec(
                name, spec.title(), spec.lesson(), spec.bound(), spec.parameters(), spec.needs());
    }

    @Override
    public Work<R> open(Parameters parameters, long seed) throws Exception {
        Work<R> work = attempt(() -> job.open(parameters, seed));
        return new Work<>() {
            @Override
            public int size() {
                return work.size();
            }

            @Override
            public R part(int index) throws Exception {
                return attempt(() -> work.part(index));
            }

            @Override
            public long digest(R result) {
                return work.digest(result);
            }

            @Override
            public Parameters parameters() {
                return work.parameters();
            }

            @Override
            public void close() {
                work.close();
            }
        };
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws Exception;
    }

    private <T> T attempt(Step<T> step) throws InterruptedException {
        try {
            return step.take();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw OwnCode.failed(name, e);
        }
    }
}
