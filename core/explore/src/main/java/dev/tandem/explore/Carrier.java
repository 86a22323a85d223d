// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.WorldClasses;
import dev.tandem.explore.world.Origin;
import dev.tandem.explore.world.UncontrolledException;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that all threads of a world run on, watched from outside: should one of them really
 * block, nobody inside could tell.
 */
final class Carrier {

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final int MOST_LOOKS = 100;
    private static final long STACK_BYTES = 64L << 20;

    private Carrier() {}

    /** What {@link Work#progress} says while the work waits for other work of the same call. */
    static final long WAITING = Long.MIN_VALUE;

    /**
     * What runs on a thread of its own.
     *
     * @param progress a number that changes as long as something is going on
     */
    record Work(Runnable task, LongSupplier progress) {}

    private static final class Watched {
        private final Work work;
        private final Thread thread;
        private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        private long last = WAITING;
        private int still;

        Watched(Work work, ThreadFactory threads) {
            this.work = work;
            thread = threads.newThread(work.task());
            thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
        }

        /** The memory for a thread may be lacking; then it is as if its work had failed. */
        boolean start() {
            try {
                thread.start();
                return true;
            } catch (OutOfMemoryError e) {
                thrown.set(
                        new TandemException.Missing(
                                "this machine cannot start another thread: " + e.getMessage(),
                                "search with fewer workers (--workers), or raise the limit of threads"));
                return false;
            }
        }

        boolean isStuck() {
            long now = work.progress().getAsLong();
            still = now == last && now != WAITING ? still + 1 : 0;
            last = now;
            return still > MOST_LOOKS && thread.isAlive();
        }
    }

    /** How the threads are started, and watched. */
    record Way(ThreadFactory threads, Pause pause) {

        static final Way USUAL =
                new Way(
                        task -> new Thread(null, task, "explorer", STACK_BYTES, false),
                        thread -> thread.join(LOOK_EVERY_MILLIS));
    }

    /** What lies between two looks at a thread; it need not be as long when the thread ends. */
    @FunctionalInterface
    interface Pause {
        void beside(Thread thread) throws InterruptedException;
    }

    static void run(
            Runnable work, LongSupplier progress, BooleanSupplier cancelled, Runnable cancel) {
        run(List.of(new Work(work, progress)), cancelled, cancel);
    }

    /**
     * Runs every work on a thread of its own and waits for all. When one fails, the others are
     * cancelled, and it is thrown what that one threw.
     *
     * @param cancel tells all of it to end soon
     * @throws TandemException.Missing when the machine has no room for so many threads
     * @throws UncontrolledException when nothing has gone on in one of them for ten seconds; its
     *     thread is then left behind, interrupted
     */
    static void run(List<Work> works, BooleanSupplier cancelled, Runnable cancel) {
        run(works, cancelled, cancel, Way.USUAL);
    }

    static void run(List<Work> works, BooleanSupplier cancelled, Runnable cancel, Way way) {
        List<Watched> watched =
                works.stream().map(work -> new Watched(work, way.threads())).toList();
        List<Watched> left = new ArrayList<>(watched.stream().takeWhile(Watched::start).toList());
        if (left.size() < watched.size()) {
            cancel.run();
        }
        boolean interrupted = false;
        UncontrolledException stuck = null;
        while (!left.isEmpty()) {
            try {
                way.pause().beside(left.getFirst().thread);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted
                    || stuck != null
                    || cancelled.getAsBoolean()
                    || watched.stream().anyMatch(one -> one.thrown.get() != null)) {
                cancel.run();
            }
            for (Watched one : List.copyOf(left)) {
                if (one.isStuck()) {
                    stuck =
                            new UncontrolledException(
                                    "nothing has moved for 10 s: the program blocks, or computes for long, at "
                                            + place(one.thread)
                                            + ", which the explorer does not control");
                    one.thread.interrupt();
                    left.remove(one);
                }
            }
            left.removeIf(one -> !one.thread.isAlive());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Watched one : watched) {
            switch (one.thrown.get()) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
        if (stuck != null) {
            throw stuck;
        }
    }

    private static String place(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            String name = Origin.plain(frame.getClassName());
            boolean isAdded = frame.getMethodName().startsWith(WorldClasses.BRIDGE);
            if (!isAdded && !Origin.isJdk(name)) {
                return name
                        + "."
                        + frame.getMethodName()
                        + " ("
                        + frame.getFileName()
                        + ":"
                        + frame.getLineNumber()
                        + ")";
            }
        }
        return "an unknown place";
    }
}
