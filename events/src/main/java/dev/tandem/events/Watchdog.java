// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.events.loop.Loop;
import dev.tandem.spi.RunContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Finds a loop that does not answer, from a thread of its own: it leaves a call with the loop, and
 * when that is not made in time and the loop's thread waits within a handler, that handler is to
 * blame. A loop that has not been given a processor in time is not taken for one that stalls.
 */
final class Watchdog {

    private static final String LOOP = Loop.class.getPackageName();

    private final Loop loop;
    private final Thread runner;
    private final Duration patience;
    private final Semaphore rounds = new Semaphore(0);
    private volatile Optional<Stall> stall = Optional.empty();

    /**
     * @param runner the thread that runs the loop
     * @param patience how long a call may take until it is made
     */
    Watchdog(Loop loop, Thread runner, Duration patience) {
        this.loop = loop;
        this.runner = runner;
        this.patience = patience;
    }

    /**
     * A handler that kept the loop waiting.
     *
     * @param handler the method of the program that the handler was in
     * @param stack the methods on the handler's part of the stack with their lines, innermost first
     */
    record Stall(String handler, List<String> stack) {}

    /** Watches until interrupted, or until the loop has been stopped. */
    void watch(RunContext context) throws InterruptedException {
        try {
            while (true) {
                CountDownLatch answered = new CountDownLatch(1);
                loop.execute(answered::countDown);
                if (!answered.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    look(context);
                }
                rounds.release();
                Thread.sleep(1);
            }
        } catch (RejectedExecutionException _) {
            context.event("the loop has been stopped");
        }
    }

    /** Waits for so many rounds from now; the first may have begun before. */
    void awaitRounds(int count) throws InterruptedException {
        rounds.drainPermits();
        rounds.acquire(count);
    }

    /** The first stall that was found. */
    Optional<Stall> stall() {
        return stall;
    }

    private void look(RunContext context) {
        Thread.State state = runner.getState();
        // What the loop has called stands above the loop itself.
        List<StackTraceElement> handler =
                Arrays.stream(runner.getStackTrace())
                        .takeWhile(frame -> !frame.getClassName().startsWith(LOOP))
                        .toList();
        Optional<StackTraceElement> culprit =
                handler.stream().filter(frame -> isOfProgram(frame.getClassName())).findFirst();
        if (state == Thread.State.RUNNABLE || culprit.isEmpty() || stall.isPresent()) {
            return;
        }
        String name = name(culprit.get());
        List<String> stack = handler.stream().map(Watchdog::line).toList();
        context.event("finds the loop waiting in " + name);
        stall = Optional.of(new Stall(name, stack));
    }

    /** The method of a frame, with its class but without its package. */
    private static String name(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    private static String line(StackTraceElement frame) {
        return frame.isNativeMethod() ? name(frame) : name(frame) + ":" + frame.getLineNumber();
    }

    private static boolean isOfProgram(String name) {
        return !name.startsWith("java.") && !name.startsWith("jdk.");
    }
}
