// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.model;

import dev.tandem.spi.JobRun;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** Work that knows which thread did what. */
class Recording implements Work<Long> {

    final AtomicIntegerArray computed;
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Recording(int size) {
        computed = new AtomicIntegerArray(size);
    }

    static final class PartFailure extends Exception {
        private static final long serialVersionUID = 1L;

        PartFailure(String message) {
            super(message);
        }
    }

    /** The last part fails when another one has begun, and the others wait for ever. */
    static Recording failing(int size) {
        CountDownLatch begun = new CountDownLatch(1);
        return new Recording(size) {
            @Override
            public Long part(int index) throws Exception {
                record(index);
                if (index == size - 1) {
                    begun.await();
                    throw new PartFailure("part " + index);
                }
                begun.countDown();
                new CountDownLatch(1).await();
                return 0L;
            }
        };
    }

    JobRun<Long> run(Bound bound) {
        return new JobRun<>(JobSpec.of("test.recording", "Recording", bound, "None."), 42, this);
    }

    void record(int index) {
        threads.add(Thread.currentThread());
        computed.incrementAndGet(index);
    }

    @Override
    public int size() {
        return computed.length();
    }

    @Override
    public Long part(int index) throws Exception {
        record(index);
        return index * 31L;
    }

    @Override
    public long digest(Long result) {
        return result;
    }

    @Override
    public Parameters parameters() {
        return Parameters.of(List.of(), Map.of());
    }
}
