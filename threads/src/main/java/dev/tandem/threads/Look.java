// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks at threads from outside. */
final class Look {

    private Look() {}

    /** Looks every millisecond until it holds, for at most the given time; whether it did. */
    static boolean until(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(1);
        }
        return true;
    }

    /** The group of a thread; empty when the thread has ended. */
    static Optional<ThreadGroup> group(Thread thread) {
        return Optional.ofNullable(thread.getThreadGroup());
    }

    /** The live threads of the caller's group, as far as a group tells: platform threads. */
    static List<Thread> inOwnGroup() {
        return group(Thread.currentThread()).map(Look::in).orElse(List.of());
    }

    /** The live platform threads of a group and of the groups below. */
    static List<Thread> in(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 16];
        while (true) {
            int count = group.enumerate(threads);
            // What does not fit is left out without a word.
            if (count < threads.length) {
                return List.of(Arrays.copyOf(threads, count));
            }
            threads = new Thread[threads.length * 2];
        }
    }
}
