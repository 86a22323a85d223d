// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Nobody waits with a fork in hand: who does not get the second one puts the first one back and
 * tries again later, beginning with the one that was missing (as C++'s {@code std::lock} does).
 *
 * <p>That rules out deadlock and lets in livelock: all can take, try and put back in step with each
 * other for ever. Chance ends it, which is why the pause before the next attempt is a random one;
 * how soon, nobody can say.
 */
final class PutBack implements TableProtocol {

    private final int patience;
    private final AtomicInteger failedSinceMeal = new AtomicInteger();

    /**
     * @param patience how many attempts have to fail at a stretch, over the whole table, to be
     *     called a livelock
     */
    PutBack(int patience) {
        this.patience = patience;
    }

    @Override
    public void dine(Philosopher diner) throws InterruptedException, GaveUp {
        Fork first = diner.left();
        Fork second = diner.right();
        while (!tryToDine(diner, first, second)) {
            if (failedSinceMeal.incrementAndGet() >= patience) {
                throw new GaveUp(patience);
            }
            diner.backOff();
            // The missing fork may be in use for long. To wait for it empty-handed is no harm.
            Fork missing = second;
            second = first;
            first = missing;
        }
    }

    private boolean tryToDine(Philosopher diner, Fork first, Fork second)
            throws InterruptedException {
        diner.take(first);
        try {
            diner.hesitate();
            if (!diner.tryTake(second)) {
                return false;
            }
            failedSinceMeal.set(0);
            try {
                diner.eat();
                return true;
            } finally {
                diner.putDown(second);
            }
        } finally {
            diner.putDown(first);
        }
    }
}
