package dev.tandem.explore;

import dev.tandem.explore.strategy.Divisible;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The workers of one search: who has nothing left is given a part by one who has. */
final class Crew {

    private final int size;
    private final Deque<Divisible> parts = new ArrayDeque<>();
    private int waiting;
    private boolean over;
    private volatile boolean hungry;

    Crew(int size) {
        this.size = size;
    }

    /** Whether somebody waits for a part. */
    boolean isHungry() {
        return hungry;
    }

    synchronized void give(Divisible part) {
        parts.add(part);
        hungry = waiting > parts.size();
        notifyAll();
    }

    /**
     * Waits for a part.
     *
     * @return null when there is nothing left for anybody, or the search is over
     */
    synchronized @Nullable Divisible take() {
        waiting++;
        over |= waiting == size && parts.isEmpty();
        while (parts.isEmpty() && !over) {
            hungry = true;
            try {
                wait();
            } catch (InterruptedException e) {
                over = true;
            }
        }
        waiting--;
        hungry = waiting > parts.size();
        if (over) {
            waiting = size;
            notifyAll();
            return null;
        }
        return parts.poll();
    }

    /** Sends everybody home. */
    synchronized void dismiss() {
        over = true;
        notifyAll();
    }
}
