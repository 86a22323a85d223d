// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Threads;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the calls to the clock and to {@link Thread} have become. Each does what the method of the
 * same name documents.
 */
public final class ThreadCalls {

    /** Noon of the first day of 2026: the hour at which every execution begins. */
    private static final long EPOCH_MILLIS = 1_767_268_800_000L;

    private ThreadCalls() {}

    private static Threads threads() {
        return Gate.WORLD.threads();
    }

    public static Thread currentThread() {
        return Gate.WORLD.scheduler().current().thread();
    }

    public static String nextName() {
        return threads().nextName();
    }

    public static void setDefaultUncaughtExceptionHandler(
            @Nullable UncaughtExceptionHandler handler) {
        threads().handleBy(handler);
    }

    public static @Nullable UncaughtExceptionHandler getDefaultUncaughtExceptionHandler() {
        return threads().handler();
    }

    public static void start(Thread thread) {
        threads().start(thread);
    }

    public static void join(Thread thread) throws InterruptedException {
        threads().join(thread, 0);
    }

    public static void join(Thread thread, long millis) throws InterruptedException {
        threads().join(thread, nanos(millis));
    }

    public static void join(Thread thread, long millis, int nanos) throws InterruptedException {
        threads().join(thread, nanos(millis, nanos));
    }

    public static boolean join(Thread thread, Duration duration) throws InterruptedException {
        return threads().join(thread, Math.max(1, saturated(duration)));
    }

    public static void sleep(long millis) throws InterruptedException {
        threads().sleep(nanos(millis));
    }

    public static void sleep(long millis, int nanos) throws InterruptedException {
        threads().sleep(nanos(millis, nanos));
    }

    public static void sleep(Duration duration) throws InterruptedException {
        threads().sleep(Math.max(0, saturated(duration)));
    }

    public static void sleep(TimeUnit unit, long time) throws InterruptedException {
        threads().sleep(Math.max(0, unit.toNanos(time)));
    }

    public static void timedJoin(TimeUnit unit, Thread thread, long time)
            throws InterruptedException {
        if (time > 0) {
            threads().join(thread, unit.toNanos(time));
        }
    }

    public static void timedWait(TimeUnit unit, Object object, long time)
            throws InterruptedException {
        if (time > 0) {
            Gate.WORLD.monitors().await(object, unit.toNanos(time));
        }
    }

    private static long nanos(long millis) {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static long nanos(long millis, int nanos) {
        if (nanos < 0 || nanos > 999_999) {
            throw new IllegalArgumentException("nanosecond timeout value out of range");
        }
        return Math.min(nanos(millis), Long.MAX_VALUE - nanos) + nanos;
    }

    /** How long it is until a time of day; 0 when it has come. */
    static long nanosUntil(long millis) {
        return millis <= currentTimeMillis() ? 0 : nanos(millis - currentTimeMillis());
    }

    private static long saturated(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    @SuppressWarnings("NamedLikeContextualKeyword") // calls of the method of Thread go here by name
    public static void yield() {
        threads().yieldNow();
    }

    public static void onSpinWait() {
        threads().yieldNow();
    }

    public static void interrupt(Thread thread) {
        threads().interrupt(thread);
    }

    public static boolean interrupted() {
        return threads().interrupted();
    }

    public static boolean isInterrupted(Thread thread) {
        return threads().isInterrupted(thread);
    }

    public static boolean isAlive(Thread thread) {
        Thread.State state = threads().state(thread);
        return state != Thread.State.NEW && state != Thread.State.TERMINATED;
    }

    public static Thread.State getState(Thread thread) {
        return threads().state(thread);
    }

    public static long threadId(Thread thread) {
        return threads().id(thread);
    }

    public static StackTraceElement[] getStackTrace(Thread thread) {
        return new StackTraceElement[0];
    }

    public static boolean holdsLock(Object object) {
        return Gate.WORLD.monitors().isMine(object);
    }

    public static Thread startVirtualThread(Runnable body) {
        return start(Thread.ofVirtual(), body);
    }

    public static Thread start(Thread.Builder builder, Runnable body) {
        Thread thread = unstarted(builder, body);
        start(thread);
        return thread;
    }

    public static Thread unstarted(Thread.Builder builder, Runnable body) {
        return adopt(builder.unstarted(body), body);
    }

    public static ThreadFactory factory(Thread.Builder builder) {
        ThreadFactory factory = builder.factory();
        return body -> adopt(factory.newThread(body), body);
    }

    private static Thread adopt(Thread thread, Runnable body) {
        if (thread.isVirtual()) {
            threads().remember(thread, body);
        } else if (thread.getName().startsWith("Thread-")) {
            // The JDK's own count of nameless threads goes on from one execution to the next.
            thread.setName(nextName());
        }
        return thread;
    }

    public static void await(Object object) throws InterruptedException {
        Gate.WORLD.monitors().await(object, 0);
    }

    public static void await(Object object, long millis) throws InterruptedException {
        Gate.WORLD.monitors().await(object, nanos(millis));
    }

    public static void await(Object object, long millis, int nanos) throws InterruptedException {
        Gate.WORLD.monitors().await(object, nanos(millis, nanos));
    }

    public static void signal(Object object) {
        Gate.WORLD.monitors().signal(object, false);
    }

    public static void signalAll(Object object) {
        Gate.WORLD.monitors().signal(object, true);
    }

    public static long nanoTime() {
        return 1_000_000_000L + threads().now();
    }

    public static long currentTimeMillis() {
        return EPOCH_MILLIS + threads().now() / 1_000_000;
    }

    public static Instant instant() {
        return Instant.ofEpochMilli(EPOCH_MILLIS).plusNanos(threads().now());
    }
}
