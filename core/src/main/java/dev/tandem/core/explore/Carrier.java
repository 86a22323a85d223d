package dev.tandem.core.explore;

import dev.tandem.core.explore.world.UncontrolledException;
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
    private static final int PATIENCE = 100;
    private static final long STACK_BYTES = 64L << 20;

    private Carrier() {}

    /**
     * Runs something on a thread of its own and waits for it.
     *
     * @param progress a number that changes as long as something is going on
     * @param cancel tells it to end soon
     * @throws UncontrolledException when nothing has gone on for ten seconds; the thread is then
     *     left behind, interrupted
     */
    static void run(
            Runnable work, LongSupplier progress, BooleanSupplier cancelled, Runnable cancel) {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(null, work, "explorer", STACK_BYTES, false);
        thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
        thread.start();
        boolean interrupted = false;
        long last = -1;
        int still = 0;
        while (thread.isAlive()) {
            try {
                thread.join(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted || cancelled.getAsBoolean()) {
                cancel.run();
            }
            long now = progress.getAsLong();
            still = now == last ? still + 1 : 0;
            last = now;
            if (still > PATIENCE && thread.isAlive()) {
                String place = place(thread);
                thread.interrupt();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                throw new UncontrolledException(
                        "nothing has moved for 10 s: the program blocks, or computes for long, at "
                                + place
                                + ", which the explorer does not control");
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        switch (thrown.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private static String place(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("java.")
                    && !name.startsWith("jdk.")
                    && !name.startsWith("sun.")
                    && !name.startsWith("dev.tandem.explored.")) {
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
