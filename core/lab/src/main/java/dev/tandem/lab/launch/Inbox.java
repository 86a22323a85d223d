// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.TandemException.WorkerFailed;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages that have come through a pipe and nobody has asked for yet. Holds a few megabytes;
 * then the reader of the pipe waits, the pipe fills, and so the sender waits too.
 */
final class Inbox {

    private static final long CAPACITY = 8 << 20;

    /** What a message costs beside its bytes. */
    private static final int OVERHEAD = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> messages = new ArrayDeque<>();
    private long size;
    private boolean ended;
    private @Nullable WorkerFailed failure;

    /** Adds a message, when there is room. After the end it is dropped: nobody will ask for it. */
    void put(byte[] message) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (size >= CAPACITY && !ended) {
                changed.await();
            }
            if (!ended) {
                messages.add(message);
                size += message.length + OVERHEAD;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says that no more will come; what came before can still be taken. Only the first end counts.
     */
    void end() {
        end(null);
    }

    /** The same; and why there are no more. */
    void fail(WorkerFailed why) {
        end(why);
    }

    private void end(@Nullable WorkerFailed why) {
        lock.lock();
        try {
            if (!ended) {
                ended = true;
                failure = why;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next message, as soon as there is one; empty at the end.
     *
     * @throws WorkerFailed at the end, when that was a failure
     */
    Optional<byte[]> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (messages.isEmpty() && !ended) {
                changed.await();
            }
            byte[] message = messages.poll();
            if (message != null) {
                size -= message.length + OVERHEAD;
                changed.signalAll();
                return Optional.of(message);
            }
            if (failure != null) {
                throw failure;
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** The failure at the end, if it has come to that. */
    Optional<WorkerFailed> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }
}
