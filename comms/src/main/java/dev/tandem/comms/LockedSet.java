// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import java.util.HashSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A hash set whose methods to add, remove, ask and count may be called by any thread: made by
 * extension, with a lock around what is inherited.
 *
 * <p>Only what is overridden is guarded. Whoever iterates calls what is inherited as it is.
 */
class LockedSet<E> extends HashSet<E> {

    private static final long serialVersionUID = 1L;

    final transient ReentrantLock lock = new ReentrantLock();

    @Override
    public boolean add(E element) {
        lock.lock();
        try {
            return super.add(element);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean remove(@Nullable Object element) {
        lock.lock();
        try {
            return super.remove(element);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean contains(@Nullable Object element) {
        lock.lock();
        try {
            return super.contains(element);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return super.size();
        } finally {
            lock.unlock();
        }
    }

    /** Locks while it adds, and forgets to override {@code remove}. */
    static final class Half<E> extends HashSet<E> {

        private static final long serialVersionUID = 1L;

        private final transient ReentrantLock lock = new ReentrantLock();

        @Override
        public boolean add(E element) {
            lock.lock();
            try {
                return super.add(element);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Asks under the lock, as it should, and does not hand on the answer. */
    static final class Silent<E> extends LockedSet<E> {

        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("ReturnValueIgnored") // the mistake that is shown
        public boolean contains(@Nullable Object element) {
            lock.lock();
            try {
                super.contains(element);
                return false;
            } finally {
                lock.unlock();
            }
        }
    }
}
