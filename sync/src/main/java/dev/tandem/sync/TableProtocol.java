// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import java.util.concurrent.Semaphore;

/** How a philosopher comes by the two forks of a meal. One protocol serves the whole table. */
@FunctionalInterface
interface TableProtocol {

    /**
     * Has one meal; the forks are back on the table when this returns, however it does.
     *
     * @throws GaveUp when nobody at the table has got anywhere for too long
     */
    void dine(Philosopher diner) throws InterruptedException, GaveUp;

    /** Nobody has eaten for so many attempts that it is not bad luck any more. */
    final class GaveUp extends Exception {
        private static final long serialVersionUID = 1L;

        GaveUp(int attempts) {
            super("attempts that have failed since anybody last ate: " + attempts);
        }
    }

    /** The obvious one. When everybody holds the left fork, everybody waits for the right one. */
    static TableProtocol leftThenRight() {
        return diner -> holdingBoth(diner, diner.left(), diner.right());
    }

    /**
     * Resource ordering (Dijkstra). A waiter holds only forks with lower numbers than the one that
     * it waits for, so along a chain of waits the numbers rise, and a chain whose numbers rise
     * never closes.
     */
    static TableProtocol lowerFirst() {
        return diner -> {
            boolean leftIsLower = diner.left().number() < diner.right().number();
            Fork first = leftIsLower ? diner.left() : diner.right();
            Fork second = leftIsLower ? diner.right() : diner.left();
            holdingBoth(diner, first, second);
        };
    }

    /** A circle takes everybody. As long as one seat is empty, somebody finds both forks. */
    static TableProtocol waiter(int seats) {
        Semaphore mayReach = new Semaphore(seats - 1);
        return diner -> {
            mayReach.acquire();
            try {
                holdingBoth(diner, diner.left(), diner.right());
            } finally {
                mayReach.release();
            }
        };
    }

    private static void holdingBoth(Philosopher diner, Fork first, Fork second)
            throws InterruptedException {
        diner.take(first);
        try {
            diner.hesitate();
            diner.take(second);
            try {
                diner.eat();
            } finally {
                diner.putDown(second);
            }
        } finally {
            diner.putDown(first);
        }
    }
}
