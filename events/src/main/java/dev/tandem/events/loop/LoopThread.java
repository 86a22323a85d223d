// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** A selector loop on a thread of its own. */
public final class LoopThread implements AutoCloseable {

    private final SelectorLoop loop;
    private final Thread thread;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private LoopThread(String name, SelectorLoop loop) {
        this.loop = loop;
        thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** Starts a loop that ends with the first call that throws. */
    public static LoopThread start(String name) throws IOException {
        return start(new LoopThread(name, new SelectorLoop()));
    }

    /** Starts a loop that survives calls that throw, and tells what they threw. */
    public static LoopThread start(String name, Consumer<? super RuntimeException> failed)
            throws IOException {
        return start(new LoopThread(name, new SelectorLoop(failed)));
    }

    private static LoopThread start(LoopThread made) {
        made.thread.start();
        return made;
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // it ends the loop, as it was meant to
    private void run() {
        try {
            loop.run();
            end.complete(null);
        } catch (Throwable e) {
            end.completeExceptionally(e);
        }
    }

    public SelectorLoop loop() {
        return loop;
    }

    /**
     * Leaves a call for the loop.
     *
     * @throws Exception what the loop has ended with, if it has
     */
    public void call(Runnable call) throws Exception {
        try {
            loop.execute(call);
        } catch (RejectedExecutionException e) {
            await(end);
            throw e;
        }
    }

    /**
     * Waits for what calls of the loop are to find out.
     *
     * @throws Exception what the goal, or else a call of the loop, has failed with
     */
    public <T> T await(CompletableFuture<T> goal) throws Exception {
        try {
            CompletableFuture.anyOf(goal, end).get();
            return goal.get();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case Exception exception -> exception;
                case Error error -> throw error;
                case null -> e;
                default -> e;
            };
        }
    }

    /**
     * Interrupts the call that is being made, and returns when the thread has ended and every
     * channel of the loop is closed.
     */
    @Override
    public void close() {
        loop.stop();
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        loop.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
