// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/** Atomics, locks, and what else threads wait at. See {@link Instances}. */
public final class AtomicsAndLocks {

    private AtomicsAndLocks() {}

    public static AtomicBoolean ofAtomicBoolean() {
        return new AtomicBoolean(true);
    }

    public static AtomicIntegerArray ofAtomicIntegerArray() {
        return new AtomicIntegerArray(2);
    }

    public static AtomicLongArray ofAtomicLongArray() {
        return new AtomicLongArray(2);
    }

    public static AtomicReferenceArray<Object> ofAtomicReferenceArray() {
        return new AtomicReferenceArray<>(2);
    }

    public static AtomicIntegerFieldUpdater<Element> ofIntegerUpdater() {
        return AtomicIntegerFieldUpdater.newUpdater(Element.class, "number");
    }

    public static AtomicLongFieldUpdater<Element> ofLongUpdater() {
        return AtomicLongFieldUpdater.newUpdater(Element.class, "large");
    }

    public static AtomicReferenceFieldUpdater<Element, Element> ofReferenceUpdater() {
        return AtomicReferenceFieldUpdater.newUpdater(Element.class, Element.class, "next");
    }

    public static Lock ofLock() {
        return new ReentrantLock();
    }

    public static ReadWriteLock ofReadWriteLock() {
        return new ReentrantReadWriteLock();
    }

    public static ReentrantReadWriteLock.ReadLock ofReadLock() {
        return new ReentrantReadWriteLock().readLock();
    }

    public static ReentrantReadWriteLock.WriteLock ofWriteLock() {
        return new ReentrantReadWriteLock().writeLock();
    }

    public static Condition ofCondition() {
        return new ReentrantLock().newCondition();
    }

    public static AbstractQueuedSynchronizer ofSynchronizer() {
        return new Synchronizers.Exclusive();
    }

    public static AbstractQueuedSynchronizer.ConditionObject ofConditionObject() {
        return new Synchronizers.Exclusive().condition();
    }

    public static AbstractQueuedLongSynchronizer ofLongSynchronizer() {
        return new Synchronizers.ExclusiveLong();
    }

    public static AbstractQueuedLongSynchronizer.ConditionObject ofLongConditionObject() {
        return new Synchronizers.ExclusiveLong().condition();
    }

    public static Semaphore ofSemaphore() {
        return new Semaphore(1);
    }

    public static CountDownLatch ofCountDownLatch() {
        return new CountDownLatch(1);
    }

    public static CyclicBarrier ofCyclicBarrier() {
        return new CyclicBarrier(2);
    }

    public static Phaser ofPhaser() {
        return new Phaser(2);
    }
}
