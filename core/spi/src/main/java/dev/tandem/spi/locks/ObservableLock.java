// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.locks;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A reentrant lock that tells who holds it and who waits for it, for platform and virtual threads
 * alike.
 *
 * <p>{@link ReentrantLock} keeps its owner and its queue for subclasses; this one shows them, and
 * counts acquisitions so that two looks can tell whether it changed hands in between.
 */
public final class ObservableLock extends ReentrantLock implements OwnedLock {

    private static final long serialVersionUID = 1L;

    private final String name;
    private volatile long acquisitions;

    public ObservableLock(String name) {
        this.name = name;
    }

    public ObservableLock(String name, boolean fair) {
        super(fair);
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Thread> owner() {
        return Optional.ofNullable(getOwner());
    }

    /**
     * The owner of a reentrant lock never waits for it, though it stands in the queue for a moment
     * after its turn has come.
     */
    @Override
    public Collection<Thread> waiting() {
        Collection<Thread> queued = getQueuedThreads();
        @Nullable Thread owner = getOwner();
        return queued.stream().filter(thread -> thread != owner).toList();
    }

    @Override
    public long acquisitions() {
        return acquisitions;
    }

    @Override
    public void lock() {
        super.lock();
        count();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        super.lockInterruptibly();
        count();
    }

    @Override
    public boolean tryLock() {
        boolean acquired = super.tryLock();
        if (acquired) {
            count();
        }
        return acquired;
    }

    @Override
    public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
        boolean acquired = super.tryLock(timeout, unit);
        if (acquired) {
            count();
        }
        return acquired;
    }

    // Only the owner writes, so the increment loses nothing.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count() {
        acquisitions++;
    }
}
