// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/**
 * What the program's calls of a {@link Condition} have become. Each does what the method of the
 * same name documents, and that permits it to return though nobody has signalled: then it gives the
 * lock up and asks for it again, which is what to wait for no time does.
 */
@SuppressWarnings({
    "WaitNotInLoop", // it is the program that has the loop, or should have it
    "JavaUtilDate" // what the method takes
})
public final class Conditions {

    private Conditions() {}

    private static boolean endsAtOnce(Condition condition) {
        return condition instanceof Twin && Gate.WORLD.spurious().happens();
    }

    public static void await(Condition condition) throws InterruptedException {
        if (endsAtOnce(condition)) {
            condition.awaitNanos(0);
        } else {
            condition.await();
        }
    }

    public static boolean await(Condition condition, long time, TimeUnit unit)
            throws InterruptedException {
        return (time > 0 && endsAtOnce(condition))
                ? awaitNothing(condition, unit.toNanos(time)) > 0
                : condition.await(time, unit);
    }

    public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
        return (nanos > 0 && endsAtOnce(condition))
                ? awaitNothing(condition, nanos)
                : condition.awaitNanos(nanos);
    }

    public static boolean awaitUntil(Condition condition, Date deadline)
            throws InterruptedException {
        long nanos = ThreadCalls.nanosUntil(deadline.getTime());
        return (nanos > 0 && endsAtOnce(condition))
                ? awaitNothing(condition, nanos) > 0
                : condition.awaitUntil(deadline);
    }

    public static void awaitUninterruptibly(Condition condition) {
        if (!endsAtOnce(condition)) {
            condition.awaitUninterruptibly();
            return;
        }
        boolean interrupted = ThreadCalls.interrupted();
        try {
            condition.awaitNanos(0);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            ThreadCalls.interrupt(ThreadCalls.currentThread());
        }
    }

    /** What is left of a time when the lock has been got again. */
    private static long awaitNothing(Condition condition, long nanos) throws InterruptedException {
        long start = ThreadCalls.nanoTime();
        condition.awaitNanos(0);
        return nanos - (ThreadCalls.nanoTime() - start);
    }
}
