package dev.tandem.core.explore.world;

import dev.tandem.core.explore.world.Ending.Kind;
import java.util.Arrays;

/** A thread that ends with an exception. */
final class Crash {

    private Crash() {}

    /**
     * Leaves the exception to the handler of the thread, if it was given one; otherwise the
     * execution has failed.
     */
    static void report(World world, Task task, Throwable e) {
        Thread.UncaughtExceptionHandler handler = task.thread.getUncaughtExceptionHandler();
        if (e instanceof UncontrolledException) {
            world.fail(Kind.UNCONTROLLED, String.valueOf(e.getMessage()));
        } else if (e instanceof LinkageError
                && String.valueOf(e.getMessage()).contains("dev.tandem.explored.")) {
            world.fail(
                    Kind.UNCONTROLLED,
                    "the program shares a concurrent object with a part of the JDK that is not rewritten: "
                            + String.valueOf(e.getMessage()).replace("dev.tandem.explored.", ""));
        } else if (task.index > 0 && handler != null && handler != task.thread.getThreadGroup()) {
            handler.uncaughtException(task.thread, e);
        } else if (e instanceof AssertionError) {
            world.fail(Kind.FAILED_CHECK, task.name() + " fails: " + describe(e));
        } else {
            world.fail(Kind.UNCAUGHT_EXCEPTION, task.name() + " ends with " + describe(e));
        }
    }

    private static String describe(Throwable e) {
        String place =
                Arrays.stream(e.getStackTrace())
                        .filter(frame ->
                                "tandem".equals(frame.getClassLoaderName())
                                        && frame.getLineNumber() > 0)
                        .filter(frame ->
                                !frame.getClassName().startsWith("dev.tandem.explored.")
                                        && !frame.getClassName()
                                                .startsWith("dev.tandem.core.explore.inside."))
                        .findFirst()
                        .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                        .orElse("");
        Throwable cause = e.getCause();
        return e + place + (cause == null ? "" : ", caused by " + cause);
    }
}
