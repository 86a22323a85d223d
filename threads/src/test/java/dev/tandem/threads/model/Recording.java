// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

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

/** Work that knows which thread computed what, and whose parts block or fail on demand. */
final class Recording implements Work<Long> {

    final AtomicIntegerArray computed;
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final CountDownLatch blocked;

    private final int size;
    private final int failing;
    private final boolean blocking;

    private Recording(int size, int failing, boolean blocking, int awaited) {
        this.size = size;
        this.failing = failing;
        this.blocking = blocking;
        computed = new AtomicIntegerArray(size);
        blocked = new CountDownLatch(awaited);
    }

    static Recording of(int size) {
        return new Recording(size, -1, false, 0);
    }

    /**
     * One part throws when at least {@code others} parts block; those block until they are
     * interrupted.
     */
    static Recording failing(int size, int failing, int others) {
        return new Recording(size, failing, true, others);
    }

    /** Every part blocks until it is interrupted. */
    static Recording blocking(int size) {
        return new Recording(size, -1, true, 1);
    }

    JobRun<Long> run(Bound bound) {
        return new JobRun<>(JobSpec.of("test.recording", "Recording", bound, "None."), 42, this);
    }

    static final class PartFailure extends Exception {
        private static final long serialVersionUID = 1L;

        PartFailure(String message) {
            super(message);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Long part(int index) throws Exception {
        threads.add(Thread.currentThread());
        computed.incrementAndGet(index);
        if (index == failing) {
            blocked.await();
            throw new PartFailure("part " + index);
        }
        if (blocking) {
            blocked.countDown();
            new CountDownLatch(1).await();
        }
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
