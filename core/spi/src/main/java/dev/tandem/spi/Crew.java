// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Threads with one lifetime: all of them have ended when {@link #close} returns, and the first that
 * fails ends the others. It stands in for structured concurrency until that has left preview.
 *
 * <p>Used by the thread that made it. A task that ends with an {@link InterruptedException} has
 * ended as it was told to; anything else that a task throws is a failure.
 */
public final class Crew implements AutoCloseable {

    /** What a thread does. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /** What each of several threads does. */
    @FunctionalInterface
    public interface Part {
        /**
         * @param index from 0
         */
        void run(int index) throws Exception;
    }

    /** What each of several threads finds out. */
    @FunctionalInterface
    public interface Question<T> {
        /**
         * @param index from 0
         */
        T ask(int index) throws Exception;
    }

    private final Thread.Builder builder;
    private final String prefix;
    private final Collection<Thread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean cut;
    private int started;
    private boolean told;

    private Crew(Thread.Builder builder, String prefix) {
        this.builder = builder;
        this.prefix = prefix;
    }

    /** A crew of platform threads, whose names are the prefix and a number from 1. */
    public static Crew named(String prefix) {
        return new Crew(Thread.ofPlatform(), prefix);
    }

    /** A crew of virtual threads, whose names are the prefix and a number from 1. */
    public static Crew virtual(String prefix) {
        return new Crew(Thread.ofVirtual(), prefix);
    }

    /** Starts a thread. */
    public Thread start(Task task) {
        return start(prefix + (started + 1), task);
    }

    /** Starts a thread with a name of its own. */
    public Thread start(String name, Task task) {
        Thread thread = builder.name(name).unstarted(() -> attempt(task));
        started++;
        threads.add(thread);
        thread.start();
        // One that failed before this thread was listed has not interrupted it.
        if (failure.get() != null) {
            thread.interrupt();
        }
        return thread;
    }

    /**
     * Starts so many threads, lets them begin at the same moment, and waits until all of the crew
     * have ended. Without the common start the first could be done before the last one exists.
     *
     * @throws InterruptedException when interrupted while waiting, or when one of the threads was,
     *     so that its part is not done
     * @throws ExecutionException with the first failure
     */
    public void together(int count, Part part) throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < count; i++) {
            int index = i;
            start(() -> {
                start.await();
                part.run(index);
            });
        }
        start.countDown();
        join();
        if (cut) {
            throw new InterruptedException("a part was interrupted before it was done");
        }
    }

    /**
     * The same for threads that find something out.
     *
     * @return the answers in the order of the indices
     */
    @SuppressWarnings("unchecked") // holds nothing but answers
    public <T> List<T> gather(int count, Question<T> question)
            throws InterruptedException, ExecutionException {
        // Each place is written by one thread, and read after that has ended.
        Object[] answers = new Object[count];
        together(count, index -> answers[index] = question.ask(index));
        return (List<T>) Arrays.asList(answers);
    }

    /**
     * Waits until all threads have ended.
     *
     * @throws InterruptedException when interrupted while waiting
     * @throws ExecutionException with the first failure
     */
    public void join() throws InterruptedException, ExecutionException {
        for (Thread thread : threads) {
            thread.join();
        }
        tell();
    }

    /**
     * Waits until all threads have ended, for so long at most.
     *
     * @return whether they have
     * @throws InterruptedException when interrupted while waiting
     * @throws ExecutionException with the first failure, when all have ended
     */
    public boolean join(Duration limit) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                return false;
            }
        }
        tell();
        return true;
    }

    /** All threads that were started, in that order, ended ones too. */
    public List<Thread> threads() {
        return List.copyOf(threads);
    }

    /** Asks every thread to end. */
    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /**
     * Interrupts the threads that still run and waits for them, however long that takes.
     *
     * @throws ExecutionException with the first failure, when nobody has been told of it yet
     */
    @Override
    public void close() throws ExecutionException {
        interrupt();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        tell();
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // it ends the thread, as it was meant to
    private void attempt(Task task) {
        try {
            task.run();
        } catch (InterruptedException _) {
            cut = true;
        } catch (Throwable e) {
            if (failure.compareAndSet(null, e)) {
                interrupt();
            }
        }
    }

    private void tell() throws ExecutionException {
        Throwable first = failure.get();
        if (first != null && !told) {
            told = true;
            throw new ExecutionException(first);
        }
    }
}
