// SPDX-License-Identifier: Apache-2.0
package com.acme;

import java.util.concurrent.atomic.AtomicInteger;

/** Hands out numbers, now and then one of them twice. */
public final class Tickets {
    private final AtomicInteger last = new AtomicInteger();

    public int next() {
        int next = last.get() + 1;
        last.set(next);
        return next;
    }

    /** The same, right. */
    public static final class Sound {
        private final AtomicInteger last = new AtomicInteger();

        public int next() {
            return last.incrementAndGet();
        }
    }
}
