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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool of one thread, one task that runs and one that waits in the queue; both are cancelled.
 * Compare what the future of the first says with what its task does.
 *
 * <pre>{@code tandem run threads.cancel --variant deaf}</pre>
 */
final class Cancellation implements Workload {

    private static final String LESSON =
            """
            Cancelling a task that waits in the queue means that it never begins. A task that runs
            can only be asked: cancel(true) interrupts its thread, and the task ends if it heeds
            that. The future does not wait to see. It says that it is cancelled at once, also when
            the task swallows its interrupt, and a CompletableFuture does not even interrupt: it
            knows nothing of the thread that works for it.
            """;

    private static final Label BOTH_ENDED =
            acceptable("both-ended", "one task ended when asked, the other never began");
    private static final Label RUNS_ON =
            forbidden("runs-on", "the future says cancelled, and its task takes further steps");
    private static final Label BEGAN =
            forbidden("began", "a task was run after it had been cancelled in the queue")
                    .unseen("a future that is cancelled is not run");

    /** What the task has done that runs when it is cancelled. */
    private static final class Steps {
        private final AtomicInteger taken = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean enough;

        private void take() throws InterruptedException {
            taken.incrementAndGet();
            begun.countDown();
            Thread.sleep(STEP_MILLIS);
        }
    }

    /** Starts the task that is to be cancelled. */
    private interface Start {
        Future<?> start(ExecutorService pool, Steps steps);
    }

    private static final Variants<Start> WAYS =
            Variants.of(
                    flawed(
                            "deaf",
                            "the task swallows its interrupt",
                            RUNS_ON,
                            () -> (pool, steps) -> pool.submit(() -> ignore(steps))),
                    flawed(
                            "completable",
                            "a CompletableFuture, which interrupts nobody",
                            RUNS_ON,
                            () ->
                                    (pool, steps) ->
                                            CompletableFuture.runAsync(() -> heed(steps), pool)),
                    sound(
                            "fixed",
                            "the task ends when it is interrupted",
                            () -> (pool, steps) -> pool.submit(() -> heed(steps))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.cancel", "Cancelling what runs and what waits", LESSON)
                    .with(WAYS)
                    .with(BOTH_ENDED, RUNS_ON, BEGAN)
                    .teaches(Future.class, ExecutorService.class, CompletableFuture.class)
                    .explorable(SYNC)
                    .build();

    /** The task may be in the middle of one step when it is cancelled. */
    private static final int STEPS_THAT_TELL = 3;

    private static final int STEP_MILLIS = 1;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Steps steps = new Steps();
        AtomicBoolean queuedBegan = new AtomicBoolean();
        Future<?> running;
        Future<?> queued;
        boolean runsOn;
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            try {
                running = context.make(WAYS).start(pool, steps);
                queued = pool.submit(() -> queuedBegan.set(true));
                steps.begun.await();
                queued.cancel(true);
                running.cancel(true);
                context.event("has cancelled both tasks");
                runsOn = runsOn(steps);
                context.event("sees that the first one " + (runsOn ? "runs on" : "has ended"));
            } finally {
                // No shutdownNow, which would take the second task out of the queue.
                steps.enough = true;
                pool.shutdown();
            }
        }
        return (queuedBegan.get() ? BEGAN : runsOn ? RUNS_ON : BOTH_ENDED)
                .observed()
                .with("runningSays", running.state().toString())
                .with("runningRunsOn", runsOn)
                .with("queuedSays", queued.state().toString())
                .with("queuedBegan", queuedBegan.get());
    }

    private static boolean runsOn(Steps steps) throws InterruptedException {
        int before = steps.taken.get();
        while (steps.taken.get() < before + STEPS_THAT_TELL) {
            if (steps.ended.getCount() == 0) {
                return false;
            }
            Thread.sleep(STEP_MILLIS);
        }
        return true;
    }

    private static void heed(Steps steps) {
        try {
            while (!steps.enough) {
                steps.take();
            }
        } catch (InterruptedException e) {
            // The pool puts the flag right for its next task.
            Thread.currentThread().interrupt();
        } finally {
            steps.ended.countDown();
        }
    }

    private static void ignore(Steps steps) {
        while (!steps.enough) {
            try {
                steps.take();
            } catch (InterruptedException _) {
                // Seen too often: the request to end is lost here.
            }
        }
        steps.ended.countDown();
    }
}
