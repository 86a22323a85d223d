// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tasks on threads of the kernel, mapped in three ways. One task makes a blocking call, and the
 * answer comes when all others are done, or after a while. Look at how many got done meanwhile, and
 * on how many threads of the kernel.
 *
 * <ul>
 *   <li>One-to-one: the kernel has a thread for each task, and one that is blocked disturbs nobody.
 *   <li>Many-to-one: all tasks share a thread, as on an event loop. It is blocked with the one.
 *   <li>Many-to-many: the JVM puts tasks on a few threads, and takes off the one that is blocked.
 * </ul>
 *
 * <p>Which thread of the kernel a task ran on is read from {@code /proc/thread-self}.
 *
 * <p>Seen in 100 runs on 2 processors:
 *
 * <pre>
 * variant        went-on   stood-still   threads of the kernel
 * one-to-one     100       0             10
 * many-to-one    0         100           1
 * many-to-many   100       0             1 or 2
 * </pre>
 *
 * <pre>{@code tandem run threads.mapping --variant many-to-one}</pre>
 */
final class Mapping implements Workload {

    private static final String LESSON =
            """
            A task is run by some thread of the kernel, and what one blocking call stops is that
            thread. With a thread for each task that is the task alone; with one thread for all it
            is everybody, which is why nothing on an event loop may block. Virtual threads keep the
            plain style of the first and need as few threads as the second: the JVM sees the call,
            and gives the thread to another task.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 10, 2, 1000, "how many, the one that blocks included");
    private static final Parameter<Duration> PATIENCE =
            duration(
                    "patience",
                    Duration.ofMillis(300),
                    Duration.ofMinutes(1),
                    "how long the answer is kept back at most");

    private static final Label WENT_ON =
            acceptable("went-on", "others got done while one was blocked");
    private static final Label STOOD_STILL =
            interesting("stood-still", "nobody got done while one was blocked");

    private static final Variants<ExecutorService> WAYS =
            Variants.of(
                    sound(
                            "one-to-one",
                            "a platform thread for each task",
                            () ->
                                    Executors.newThreadPerTaskExecutor(
                                            Thread.ofPlatform().name("task-", 1).factory())),
                    sound(
                            "many-to-one",
                            "one thread that runs task after task: an event loop",
                            () ->
                                    Executors.newSingleThreadExecutor(
                                            Thread.ofPlatform().name("loop").factory())),
                    sound(
                            "many-to-many",
                            "virtual threads on the carrier threads of the JVM",
                            () ->
                                    Executors.newThreadPerTaskExecutor(
                                            Thread.ofVirtual().name("task-", 1).factory())));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.mapping", "Tasks on threads of the kernel", LESSON)
                    .with(TASKS, PATIENCE)
                    .with(WAYS)
                    .with(WENT_ON, STOOD_STILL)
                    .needs(Needs.PROC)
                    .teaches(Thread.class, ExecutorService.class, Executors.class)
                    .notes("One-to-one, many-to-one and many-to-many thread mapping")
                    .build();

    /** What the tasks share. Each finds out which thread of the kernel it runs on. */
    private static final class Shared {
        final CompletableFuture<Thread> caller = new CompletableFuture<>();
        final CountDownLatch answer = new CountDownLatch(1);
        final CountDownLatch others;

        Shared(int others) {
            this.others = new CountDownLatch(others);
        }

        /** The task that blocks. */
        Path call(RunContext context) throws IOException, InterruptedException {
            caller.complete(Thread.currentThread());
            Path kernelThread = kernelThread();
            context.event("makes a blocking call");
            answer.await();
            context.event("has its answer");
            return kernelThread;
        }

        /** All other tasks. */
        Path finish() throws IOException {
            Path kernelThread = kernelThread();
            others.countDown();
            return kernelThread;
        }

        private static Path kernelThread() throws IOException {
            return Files.readSymbolicLink(Path.of("/proc/thread-self"));
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int others = context.get(TASKS) - 1;
        Shared shared = new Shared(others);
        Set<Path> kernelThreads = new HashSet<>();
        long doneMeanwhile;
        try (ExecutorService executor = context.make(WAYS)) {
            try {
                List<Future<Path>> futures = new ArrayList<>();
                futures.add(executor.submit(() -> shared.call(context)));
                awaitBlocked(shared.caller.get(), futures.getFirst());
                for (int i = 0; i < others; i++) {
                    futures.add(executor.submit(shared::finish));
                }
                shared.others.await(context.get(PATIENCE).toNanos(), TimeUnit.NANOSECONDS);
                doneMeanwhile = others - shared.others.getCount();
                context.event(
                        String.format(
                                Locale.ROOT, "sees %d of %d others done", doneMeanwhile, others));
                shared.answer.countDown();
                for (Future<Path> future : futures) {
                    kernelThreads.add(future.get());
                }
            } finally {
                shared.answer.countDown();
            }
        }
        return (doneMeanwhile > 0 ? WENT_ON : STOOD_STILL)
                .observed()
                .with("tasks", others + 1)
                .with("doneMeanwhile", doneMeanwhile)
                .with("kernelThreads", kernelThreads.size());
    }

    private static void awaitBlocked(Thread caller, Future<?> call) throws InterruptedException {
        while (caller.getState() != Thread.State.WAITING && !call.isDone()) {
            Thread.sleep(1);
        }
    }
}
