package com.acme;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Passes things on in their order, and makes whoever is too fast wait. */
public final class BoundedQueue<T> {

    private final Lock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition notEmpty = lock.newCondition();
    private final Object[] items;
    private int first;
    private int count;

    public BoundedQueue(int capacity) {
        items = new Object[capacity];
    }

    public void put(T item) throws InterruptedException {
        lock.lock();
        try {
            while (count == items.length) {
                notFull.await();
            }
            items[(first + count++) % items.length] = item;
            notEmpty.signal();
        } finally {
            lock.unlock();
        }
    }

    public T take() throws InterruptedException {
        return take(true);
    }

    /** Nobody tells the one who waits for room. */
    public T takeCarelessly() throws InterruptedException {
        return take(false);
    }

    @SuppressWarnings("unchecked")
    private T take(boolean tell) throws InterruptedException {
        lock.lock();
        try {
            while (count == 0) {
                notEmpty.await();
            }
            T item = (T) items[first];
            first = (first + 1) % items.length;
            count--;
            if (tell) {
                notFull.signal();
            }
            return item;
        } finally {
            lock.unlock();
        }
    }
}
