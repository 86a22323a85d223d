// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.*;
import java.util.random.RandomGenerator;

/**
 * Numbers, arrays, texts, times and whatever else is no part of {@code java.util.concurrent}. See
 * {@link Instances}.
 */
public final class Values {

    private Values() {}

    public static boolean ofBoolean() {
        return true;
    }

    public static int ofInt() {
        return 1;
    }

    public static long ofLong() {
        return 1;
    }

    public static short ofShort() {
        return 1;
    }

    public static float ofFloat() {
        return 1;
    }

    public static double ofDouble() {
        return 1;
    }

    public static byte[] ofBytes() {
        return new byte[2];
    }

    public static int[] ofInts() {
        return new int[2];
    }

    public static long[] ofLongs() {
        return new long[2];
    }

    public static boolean[] ofBooleans() {
        return new boolean[2];
    }

    public static Object[] ofObjects() {
        return new Object[] {new Element(), new Element()};
    }

    public static Thread[] ofThreads() {
        return new Thread[2];
    }

    public static Object ofObject() {
        return new Element();
    }

    public static String ofString() {
        return "SECONDS";
    }

    public static Class<?> ofClass() {
        return Element.class;
    }

    public static ClassLoader ofClassLoader() {
        return Values.class.getClassLoader();
    }

    public static Thread ofThread() {
        return Thread.currentThread();
    }

    public static Throwable ofThrowable() {
        return new IllegalStateException("given");
    }

    public static Thread.UncaughtExceptionHandler ofHandler() {
        return (thread, e) -> {};
    }

    public static Duration ofDuration() {
        return Duration.ofSeconds(1);
    }

    public static ChronoUnit ofChronoUnit() {
        return ChronoUnit.SECONDS;
    }

    public static TimeUnit ofTimeUnit() {
        return TimeUnit.SECONDS;
    }

    public static Date ofDate() {
        return new Date(0);
    }

    public static RandomGenerator ofRandomGenerator() {
        return RandomGenerator.of("SplittableRandom");
    }

    public static ThreadLocalRandom ofThreadLocalRandom() {
        return ThreadLocalRandom.current();
    }
}
