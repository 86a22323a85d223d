// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.strategy.Divisible;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a search that nobody searches yet: a worker that has nothing left takes one, as soon
 * as another has one to give away. It is over when all of them wait for a part.
 */
final class WorkPool {

    private final int workers;
    private final Deque<Divisible> parts = new ArrayDeque<>();
    private int waiting;
    private boolean over;
    private volatile boolean wanted;

    WorkPool(int workers) {
        this.workers = workers;
    }

    /** Whether somebody waits for a part. */
    boolean isWanted() {
        return wanted;
    }

    synchronized void give(Divisible part) {
        parts.add(part);
        wanted = waiting > parts.size();
        notifyAll();
    }

    /**
     * Waits for a part.
     *
     * @return null when there is nothing left for anybody, or the search is over
     */
    synchronized @Nullable Divisible take() {
        waiting++;
        over |= waiting == workers && parts.isEmpty();
        while (parts.isEmpty() && !over) {
            wanted = true;
            try {
                wait();
            } catch (InterruptedException e) {
                over = true;
            }
        }
        waiting--;
        wanted = waiting > parts.size();
        if (over) {
            waiting = workers;
            notifyAll();
            return null;
        }
        return parts.poll();
    }

    /** The search is over: whoever waits gets nothing. */
    synchronized void close() {
        over = true;
        notifyAll();
    }
}
