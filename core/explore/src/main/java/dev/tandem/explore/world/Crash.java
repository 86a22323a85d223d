// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Ending.Kind;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A thread that ends with an exception. */
final class Crash {

    private Crash() {}

    /**
     * Leaves the exception to the handler of the thread, if it was given one; otherwise the
     * execution has failed.
     */
    static void report(World world, Task task, Throwable e) {
        if (isUncontrolled(world, e)) {
            return;
        }
        UncaughtExceptionHandler handler = task.index == 0 ? null : handler(world, task.thread);
        if (handler != null) {
            handler.uncaughtException(task.thread, e);
        } else if (e instanceof AssertionError) {
            world.fail(Kind.FAILED_CHECK, task.name() + " fails: " + describe(e));
        } else {
            world.fail(Kind.UNCAUGHT_EXCEPTION, task.name() + " ends with " + describe(e));
        }
    }

    /** A group of threads is a handler too, which does nothing by itself. */
    private static @Nullable UncaughtExceptionHandler handler(World world, Thread thread) {
        UncaughtExceptionHandler own = thread.getUncaughtExceptionHandler();
        return own == null || own.getClass() == ThreadGroup.class ? world.threads().handler() : own;
    }

    /** Whether the explorer cannot go on, rather than the thread; then that is the verdict. */
    private static boolean isUncontrolled(World world, Throwable e) {
        if (e instanceof UncontrolledException
                || e instanceof UnsupportedClassVersionError
                || Unreadable.isOne(e)) {
            world.fail(Kind.UNCONTROLLED, String.valueOf(e.getMessage()));
        } else if (e instanceof LinkageError error && isOurs(error)) {
            world.misrewritten(error);
        } else if (e instanceof LinkageError
                && String.valueOf(e.getMessage()).contains("dev.tandem.explored.")) {
            world.fail(
                    Kind.UNCONTROLLED,
                    "the program shares a concurrent object with a part of the JDK that is not rewritten: "
                            + Origin.plain(String.valueOf(e.getMessage())));
        } else {
            return false;
        }
        return true;
    }

    /** Whether code does not fit that the explorer has put there. */
    private static boolean isOurs(LinkageError error) {
        return error instanceof VerifyError
                || error instanceof ClassFormatError
                || (error instanceof IncompatibleClassChangeError
                        && String.valueOf(error.getMessage()).contains("dev.tandem.explore."));
    }

    /** Where in the program a stack trace was taken, as " at FILE:LINE". */
    static Optional<String> place(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> Origin.isProgram(frame) && frame.getLineNumber() > 0)
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber());
    }

    private static String describe(Throwable e) {
        String place = place(e).orElse("");
        Throwable cause = e.getCause();
        return Origin.plain(e + place + (cause == null ? "" : ", caused by " + cause));
    }
}
