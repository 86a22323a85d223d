package com.acme;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Handles requests until it is shut down, and what it uses is not closed before the last one ends. */
public final class Service {

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean open = true;
    private boolean closed;

    /** Whether the request was accepted. */
    public boolean handle() {
        lock.readLock().lock();
        try {
            return open && use();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** After the question whether it is open it may be shut down. */
    public boolean handleCarelessly() {
        return open && use();
    }

    private boolean use() {
        if (closed) {
            throw new IllegalStateException("used after it was closed");
        }
        return true;
    }

    public void shutDown() {
        open = false;
        lock.writeLock().lock();
        try {
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
