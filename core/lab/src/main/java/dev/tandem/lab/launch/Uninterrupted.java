// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import java.time.Duration;

/** Waits that see a thing through to its end: an interruption is kept for later, not lost. */
final class Uninterrupted {

    /** Waits for at most the given nanoseconds, and says whether what it waits for has come. */
    @FunctionalInterface
    interface Wait {
        boolean await(long nanos) throws InterruptedException;
    }

    private Uninterrupted() {}

    static boolean call(Duration limit, Wait wait) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await(Math.max(1, deadline - System.nanoTime()));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
