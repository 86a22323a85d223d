// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does the same thing a few times a second, in a thread of its own, until it is closed. */
final class Ticker implements AutoCloseable {

    private static final long PERIOD_MILLIS = 200;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param name of the thread
     */
    Ticker(String name, Runnable action) {
        thread = Thread.ofPlatform().name(name).daemon().start(() -> repeat(action));
    }

    private void repeat(Runnable action) {
        try {
            while (!closing.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
                action.run();
            }
        } catch (InterruptedException e) {
            // Only a process that ends interrupts it.
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the last of the actions is over, interrupted or not. */
    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
