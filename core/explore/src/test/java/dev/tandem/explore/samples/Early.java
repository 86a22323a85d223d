// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Too many schedules to run them all, and a mistake that depends on the first steps: those that a
 * depth-first search changes last.
 */
public final class Early {

    private static final int STEPS = 8;

    private Early() {}

    public static void lastComesFirst() throws InterruptedException {
        AtomicInteger counter = new AtomicInteger();
        Thread[] threads = new Thread[3];
        for (int i = 0; i < threads.length; i++) {
            boolean isLast = i == threads.length - 1;
            threads[i] = new Thread(() -> count(counter, isLast), "thread " + i);
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void count(AtomicInteger counter, boolean isLast) {
        for (int i = 0; i < STEPS; i++) {
            int before = counter.getAndIncrement();
            if (isLast && i == 1 && before == 1) {
                throw new AssertionError("the last thread has gone first, twice");
            }
        }
    }
}
