// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/**
 * The first of two tasks of a pool with one thread throws. Look at who was told, and at how many
 * threads the pool had: one that an exception has ended is replaced.
 *
 * <pre>{@code tandem run threads.exception --variant broken}</pre>
 */
final class TaskException implements Workload {

    private static final String LESSON =
            """
            What a submitted task throws is put into its future and told to whoever asks. When
            nobody does, nobody knows: there is no message, no stack trace, and the thread goes on
            to the next task. So every future is asked. A task given to execute has no future; what
            it throws ends its thread, is told to the handler for uncaught exceptions, and the pool
            replaces the thread.
            """;

    private static final Label TOLD = acceptable("told", "the exception reached somebody");
    private static final Label SWALLOWED =
            forbidden("swallowed", "the task threw, and nobody was told of it");

    /** Who hears of an exception. */
    private record Ear(Queue<String> heard) {
        private void hear(String who, Throwable e) {
            heard.add(who + ": " + e);
        }
    }

    /** Hands over a task. */
    private interface HandOver {
        void to(ExecutorService pool, Runnable task, Ear ear) throws InterruptedException;
    }

    private static final Variants<HandOver> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "submits it and forgets its future",
                            SWALLOWED,
                            () -> TaskException::forget),
                    sound("fixed", "submits it and asks its future", () -> TaskException::ask),
                    sound(
                            "execute",
                            "executes it, so that its thread has to cope",
                            () -> (pool, task, _) -> pool.execute(task)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.exception", "An exception inside a task", LESSON)
                    .with(WAYS)
                    .with(TOLD, SWALLOWED)
                    .teaches(
                            Future.class,
                            ExecutorService.class,
                            Thread.UncaughtExceptionHandler.class)
                    .explorable(SYNC)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Ear ear = new Ear(new ConcurrentLinkedQueue<>());
        Set<Thread> threads = new CopyOnWriteArraySet<>();
        ThreadFactory factory =
                Thread.ofPlatform()
                        .name("worker-", 1)
                        .uncaughtExceptionHandler((_, e) -> ear.hear("the handler", e))
                        .factory();
        try (ExecutorService pool = Executors.newFixedThreadPool(1, factory)) {
            try {
                context.make(WAYS)
                        .to(
                                pool,
                                () -> {
                                    threads.add(Thread.currentThread());
                                    context.event("throws");
                                    throw new IllegalStateException("the disk is full");
                                },
                                ear);
                Future<?> next =
                        pool.submit(() -> {
                            threads.add(Thread.currentThread());
                            context.event("runs the next task as if nothing had happened");
                        });
                next.get();
            } finally {
                pool.shutdownNow();
            }
        }
        // A pool replaces a thread before the handler of that thread has been told.
        for (Thread thread : threads) {
            thread.join();
        }
        return (ear.heard().isEmpty() ? SWALLOWED : TOLD)
                .observed()
                .with("heard", List.copyOf(ear.heard()))
                .with("threads", threads.stream().map(Thread::getName).toList());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // is what is shown here
    private static void forget(ExecutorService pool, Runnable task, Ear ear) {
        pool.submit(task);
    }

    private static void ask(ExecutorService pool, Runnable task, Ear ear)
            throws InterruptedException {
        try {
            pool.submit(task).get();
        } catch (ExecutionException e) {
            ear.hear("who asked", Objects.requireNonNull(e.getCause()));
        }
    }
}
