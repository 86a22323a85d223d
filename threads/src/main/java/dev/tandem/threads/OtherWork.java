// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.Crew;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * What else the machine does. A program that measures itself should say so: on a busy machine a
 * thread gets its share of the processors only, and a program with more threads gets more of them.
 */
final class OtherWork {

    /** A few hundredths of a second. */
    private static final int N = 34;

    /** What a quiet machine has to do now and then. */
    private static final double LITTLE = 0.1;

    private OtherWork() {}

    /** Lets a thread compute, and says for which share of its time it had to wait for its turn. */
    static String measure() throws InterruptedException, ExecutionException {
        try (Crew crew = Crew.named("probe-")) {
            return describe(
                    crew.gather(1, i -> ThreadUsage.of(() -> Fibonacci.number(N))).getFirst());
        }
    }

    static String describe(ThreadUsage used) {
        if (used.queuedNanos().isEmpty()) {
            return "unknown: the kernel does not say how long a thread waits for its turn";
        }
        double queued = used.queuedNanos().getAsLong();
        double share = queued / Math.max(1, queued + used.cpuNanos());
        return share <= LITTLE
                ? "little"
                : String.format(
                        Locale.ROOT,
                        "a thread waits for its turn %.0f %% of the time: measure again when it is quiet",
                        100 * share);
    }
}
