package com.acme;

import java.time.Duration;

/** Lets so many through in each period; the others come back later. */
public final class RateLimiter {

    private final int most;
    private final long period;
    private long since = System.nanoTime();
    private int through;

    public RateLimiter(int most, Duration period) {
        this.most = most;
        this.period = period.toNanos();
    }

    public synchronized boolean tryEnter() {
        if (System.nanoTime() - since >= period) {
            since = System.nanoTime();
            through = 0;
        }
        return through < most && through++ < most;
    }

    /** Two can see the last place free. */
    public boolean tryEnterCarelessly() {
        if (through >= most) {
            return false;
        }
        synchronized (this) {
            through++;
        }
        return true;
    }
}
