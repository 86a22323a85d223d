// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Origin;
import dev.tandem.explore.world.Threads;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;
import java.lang.ref.Cleaner;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import jdk.internal.access.JavaLangAccess;
import jdk.internal.access.JavaUtilConcurrentFJPAccess;
import jdk.internal.access.JavaUtilConcurrentTLRAccess;
import org.jspecify.annotations.Nullable;

/** What {@code java.util.concurrent} takes from packages of the JDK that are closed to others. */
@SuppressWarnings({
    "unused", // the parameters are those of the methods they stand in for
    "DoNotCallSuggester" // only rewritten code calls them
})
public final class Internals {

    public static final int SOFT_MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private static final int PROCESSORS = 4;
    private static final int MOST_SORTED_ALONE = 1 << 13;
    static final PrintStream NULL_STREAM = new PrintStream(OutputStream.nullOutputStream());

    private Internals() {}

    public static VarHandle findVarHandle(Lookup lookup, String name, Class<?> type) {
        return findVarHandle(lookup, lookup.lookupClass(), name, type);
    }

    public static VarHandle findVarHandle(
            Lookup lookup, Class<?> holder, String name, Class<?> type) {
        try {
            VarHandle handle = lookup.findVarHandle(holder, name, type);
            Handles.found(handle, holder, name);
            return handle;
        } catch (ReflectiveOperationException e) {
            throw new InternalError(e);
        }
    }

    public static CancellationException caused(
            CancellationException made, CancellationException cause) {
        made.initCause(cause);
        return made;
    }

    public static int newLength(int old, int least, int preferred) {
        int length = old + Math.max(least, preferred);
        if (length > 0 && length <= SOFT_MAX_ARRAY_LENGTH) {
            return length;
        }
        if (old + least < 0) {
            throw new OutOfMemoryError("Required array length too large");
        }
        return Math.max(old + least, SOFT_MAX_ARRAY_LENGTH);
    }

    public static <T> T[] reverse(T[] array) {
        List<T> view = Arrays.asList(array);
        Collections.reverse(view);
        return array;
    }

    /** Of the fourth version, as the JDK's. */
    public static UUID randomUUID() {
        Random random = new Random(Gate.seed());
        long most = (random.nextLong() & ~0xF000L) | 0x4000L;
        long least = (random.nextLong() & Long.MAX_VALUE >> 1) | Long.MIN_VALUE;
        return new UUID(most, least);
    }

    public static void shuffle(List<?> list) {
        Collections.shuffle(list, new Random(Gate.seed()));
    }

    public static void shuffle(List<?> list, Random random) {
        Collections.shuffle(list, random);
    }

    public static void shuffle(List<?> list, RandomGenerator random) {
        Collections.shuffle(list, random);
    }

    /**
     * Cleaning up what is unreachable is up to the collector, which nobody controls: it does not
     * happen, unless the program does it itself.
     */
    public static Cleaner.Cleanable register(Cleaner cleaner, Object object, Runnable action) {
        return new Cleaning(action);
    }

    /** The number of processors that every program under exploration sees, on every machine. */
    public static int availableProcessors(Runtime runtime) {
        return PROCESSORS;
    }

    /**
     * @param time nanoseconds, 0 for no limit; or, when absolute, the time of day in milliseconds
     */
    public static void park(Object unsafe, boolean absolute, long time) {
        if (absolute) {
            Gate.WORLD.threads().park(Math.max(1, ThreadCalls.nanosUntil(time)));
        } else {
            Gate.WORLD.threads().park(time);
        }
    }

    public static void unpark(Object unsafe, @Nullable Object thread) {
        Gate.WORLD.threads().unpark((Thread) thread);
    }

    /** As {@link #park}, where it is the program that parks without more ado. */
    public static void parkDirectly(Object unsafe, boolean absolute, long time) {
        Gate.point();
        park(unsafe, absolute, time);
    }

    public static void unparkDirectly(Object unsafe, @Nullable Object thread) {
        Gate.point();
        unpark(unsafe, thread);
    }

    public static @Nullable Cleaner cleaner() {
        return null;
    }

    public static Thread currentCarrierThread(JavaLangAccess access) {
        return ThreadCalls.currentThread();
    }

    /** Of a thread that belongs to others, and tells them of its end. */
    public static void start(JavaLangAccess access, Thread thread, NoContainer container) {
        ScopedBindings.@Nullable Snapshot bindings = container.scopedValueBindings();
        if (bindings != null) {
            bindings.requireCurrent();
        }
        Threads threads = Gate.WORLD.threads();
        Runnable body = threads.body(thread);
        threads.remember(
                thread,
                () -> {
                    if (bindings != null) {
                        bindings.bind();
                    }
                    try {
                        body.run();
                    } finally {
                        container.onExit(thread);
                    }
                });
        container.onStart(thread);
        try {
            threads.start(thread);
        } catch (IllegalThreadStateException e) {
            container.onExit(thread);
            throw e;
        }
    }

    public static @Nullable NoContainer threadContainer(JavaLangAccess access, Thread thread) {
        return null;
    }

    /** Where the JDK names an object by its identity. */
    public static String toIdentityString(Object object) {
        return Origin.plain(object.getClass().getName())
                + "@"
                + Integer.toHexString(Gate.identityHashCode(object));
    }

    public static int getThreadLocalRandomProbe(JavaUtilConcurrentTLRAccess access) {
        return TaskRandom.getProbe();
    }

    public static int advanceThreadLocalRandomProbe(JavaUtilConcurrentTLRAccess access, int probe) {
        return TaskRandom.advanceProbe(probe);
    }

    /** The JDK itself keeps to its own pool. */
    public static void setJavaUtilConcurrentFJPAccess(JavaUtilConcurrentFJPAccess access) {}

    public static void exit(int status) {
        throw Gate.WORLD.world().uncontrolled("the program calls System.exit(" + status + ")");
    }

    /** Of exit and halt alike. */
    public static void exit(Runtime runtime, int status) {
        throw Gate.WORLD
                .world()
                .uncontrolled("the program ends its process with exit code " + status);
    }

    /** A program under exploration ends many times, and the process goes on: no hook ever runs. */
    public static void addShutdownHook(Runtime runtime, Thread hook) {}

    public static boolean removeShutdownHook(Runtime runtime, Thread hook) {
        return true;
    }

    /** Called before an array is sorted, which takes threads of the JDK's own if it is large. */
    public static void requireSmall(@Nullable Object array) {
        if (array != null && Array.getLength(array) > MOST_SORTED_ALONE) {
            refuse(
                    "the program calls Arrays.parallelSort for more than "
                            + MOST_SORTED_ALONE
                            + " elements, which starts threads that the explorer does not control");
        }
    }

    /** Called before what cannot be explored. */
    public static void refuse(String reason) {
        throw Gate.WORLD.world().uncontrolled(reason);
    }

    /** What {@link System#out} has become: nothing is printed. */
    public static PrintStream out() {
        return NULL_STREAM;
    }

    /** What {@link System#err} has become: nothing is printed. */
    public static PrintStream err() {
        return NULL_STREAM;
    }

    /** What {@link System#in} has become. */
    public static InputStream in() {
        throw Gate.WORLD
                .world()
                .uncontrolled(
                        "the program reads its standard input, which the explorer cannot give it twice");
    }
}
