package com.acme;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Lends connections, or whatever it is, and waits when all are lent. */
public final class Pool<T> {

    private final Deque<T> free;

    public Pool(List<T> all) {
        free = new ArrayDeque<>(all);
    }

    public synchronized T take() throws InterruptedException {
        while (free.isEmpty()) {
            wait();
        }
        return free.pop();
    }

    /** A wait can end for no reason, and somebody else can have come first: it takes a loop. */
    public synchronized T takeCarelessly() throws InterruptedException {
        if (free.isEmpty()) {
            wait();
        }
        return free.pop();
    }

    public synchronized void giveBack(T one) {
        free.push(one);
        notify();
    }
}
