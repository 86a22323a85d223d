// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Threads;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@link java.util.concurrent.locks.LockSupport}, with the same methods and meaning.
 */
public final class TaskSupport {

    private TaskSupport() {}

    private static Threads threads() {
        return Gate.WORLD.threads();
    }

    public static void park() {
        threads().park(0);
    }

    public static void park(@Nullable Object blocker) {
        threads().setBlocker(blocker);
        threads().park(0);
        threads().setBlocker(null);
    }

    public static void parkNanos(long nanos) {
        if (nanos > 0) {
            threads().park(nanos);
        }
    }

    public static void parkNanos(@Nullable Object blocker, long nanos) {
        if (nanos > 0) {
            threads().setBlocker(blocker);
            threads().park(nanos);
            threads().setBlocker(null);
        }
    }

    public static void parkUntil(long millis) {
        parkNanos(ThreadCalls.nanosUntil(millis));
    }

    public static void parkUntil(@Nullable Object blocker, long millis) {
        parkNanos(blocker, ThreadCalls.nanosUntil(millis));
    }

    public static void unpark(@Nullable Thread thread) {
        threads().unpark(thread);
    }

    public static @Nullable Object getBlocker(Thread thread) {
        return threads().blocker(thread);
    }

    public static void setCurrentBlocker(@Nullable Object blocker) {
        threads().setBlocker(blocker);
    }

    /** What the JDK's classes use where no object can be named. */
    public static long getThreadId(Thread thread) {
        return threads().id(thread);
    }
}
