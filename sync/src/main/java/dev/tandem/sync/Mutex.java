// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import dev.tandem.spi.locks.OwnedLock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is not reentrant: a thread that holds it and locks it again waits for itself. It can
 * be observed like an {@link dev.tandem.spi.locks.ObservableLock}.
 *
 * <p>The queueing, parking and waking is all in {@link AbstractQueuedSynchronizer}; what is left to
 * say is when the lock is free.
 */
final class Mutex implements OwnedLock {

    private final String name;
    private final Sync sync = new Sync();
    private volatile long acquisitions;

    Mutex(String name) {
        this.name = name;
    }

    /**
     * State 0 is free, 1 is held. Nobody asks who holds it before saying no, which is what a
     * reentrant lock would do.
     */
    private static final class Sync extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean tryAcquire(int ignored) {
            if (!compareAndSetState(0, 1)) {
                return false;
            }
            setExclusiveOwnerThread(Thread.currentThread());
            return true;
        }

        @Override
        protected boolean tryRelease(int ignored) {
            if (!isHeldExclusively()) {
                throw new IllegalMonitorStateException(
                        "only the thread that holds a mutex can unlock it");
            }
            setExclusiveOwnerThread(null);
            setState(0);
            return true;
        }

        @Override
        protected boolean isHeldExclusively() {
            return owner() == Thread.currentThread();
        }

        private @Nullable Thread owner() {
            return getState() == 0 ? null : getExclusiveOwnerThread();
        }

        private ConditionObject newCondition() {
            return new ConditionObject();
        }
    }

    @Override
    public void lock() {
        sync.acquire(1);
        count();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        sync.acquireInterruptibly(1);
        count();
    }

    @Override
    public boolean tryLock() {
        boolean acquired = sync.tryAcquire(1);
        if (acquired) {
            count();
        }
        return acquired;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        boolean acquired = sync.tryAcquireNanos(1, unit.toNanos(time));
        if (acquired) {
            count();
        }
        return acquired;
    }

    @Override
    public void unlock() {
        sync.release(1);
    }

    @Override
    public Condition newCondition() {
        return sync.newCondition();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Thread> owner() {
        return Optional.ofNullable(sync.owner());
    }

    /**
     * A thread that has just been given the lock stands in the queue for a moment longer. It is
     * running then, which tells it from an owner that really waits for itself.
     */
    @Override
    public Collection<Thread> waiting() {
        List<Thread> queued = List.copyOf(sync.getQueuedThreads());
        @Nullable Thread owner = sync.owner();
        return queued.stream()
                .filter(thread -> thread != owner || thread.getState() == Thread.State.WAITING)
                .toList();
    }

    @Override
    public long acquisitions() {
        return acquisitions;
    }

    // Only the owner writes, so the increment loses nothing.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count() {
        acquisitions++;
    }
}
