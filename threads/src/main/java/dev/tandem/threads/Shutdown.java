// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool of one thread that is busy with one task while others wait in its queue; then it is to
 * end. Look at what became of each task, and at the thread when nobody has ended the pool.
 *
 * <pre>{@code tandem run threads.shutdown --variant shutdown-now}</pre>
 */
final class Shutdown implements Workload {

    private static final String LESSON =
            """
            The threads of a pool wait for more work until the pool is told that there is none, and
            keep the program alive meanwhile. After shutdown it takes no more tasks, and runs those
            it has; shutdownNow interrupts what runs and hands back what has not begun; close is
            shutdown and waiting for the end, and belongs into a try. A task that comes too late is
            rejected with an exception, which is for the one who submits it to handle.
            """;

    private static final Parameter<Integer> QUEUED =
            integer("queued", 3, 0, 1_000, "how many tasks wait behind the one that runs");

    private static final Label DRAINED =
            acceptable("drained", "all that had been submitted was done, a later task rejected");
    private static final Label CUT_SHORT =
            acceptable(
                    "cut-short",
                    "what ran was interrupted, what waited handed back, a later task rejected");
    private static final Label LEFT =
            forbidden("left-running", "all is done, and a thread of the pool waits for more");
    private static final Label UNACCOUNTED =
            forbidden("unaccounted", "a task got lost, or one that came too late was taken")
                    .unseen("a pool knows where each of its tasks is");

    /** Ends the pool, or not; says how many tasks were handed back. */
    private interface Ending {
        int end(ExecutorService pool, CountDownLatch go) throws InterruptedException;
    }

    private static final Variants<Ending> WAYS =
            Variants.of(
                    flawed("broken", "nobody ends it", LEFT, () -> Shutdown::not),
                    sound("shutdown", "shutdown, and waiting for the end", () -> Shutdown::orderly),
                    sound("close", "close, as a try does", () -> Shutdown::close),
                    sound("shutdown-now", "shutdownNow", () -> Shutdown::now));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.shutdown", "The end of a pool", LESSON)
                    .with(QUEUED)
                    .with(WAYS)
                    .with(DRAINED, CUT_SHORT, LEFT, UNACCOUNTED)
                    .teaches(ExecutorService.class, RejectedExecutionException.class)
                    .explorable(SYNC, QUEUED.at(1))
                    .build();

    /** What became of the tasks. */
    private record Tally(AtomicInteger done, AtomicInteger interrupted) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Tally tally = new Tally(new AtomicInteger(), new AtomicInteger());
        CompletableFuture<Thread> begun = new CompletableFuture<>();
        CountDownLatch go = new CountDownLatch(1);
        int handedBack;
        boolean rejected;
        boolean left;
        int taken = 1 + context.get(QUEUED);
        try (ExecutorService pool =
                Executors.newFixedThreadPool(1, Thread.ofPlatform().name("worker").factory())) {
            try {
                pool.execute(() -> runUntil(go, begun, tally));
                for (int i = 1; i < taken; i++) {
                    pool.execute(tally.done()::incrementAndGet);
                }
                Thread worker = begun.get();
                context.event(
                        "has submitted " + Count.of(taken, "task") + ", and the first one runs");
                handedBack = context.make(WAYS).end(pool, go);
                rejected = isRejected(pool, tally);
                context.event("submits another task: " + (rejected ? "rejected" : "taken"));
                taken += rejected ? 0 : 1;
                left = waitsForMore(pool, worker, tally, taken);
            } finally {
                pool.shutdownNow();
            }
        }
        int done = tally.done().get();
        int interrupted = tally.interrupted().get();
        boolean accounted = done + interrupted + handedBack == taken;
        Label end = handedBack + interrupted == 0 ? DRAINED : CUT_SHORT;
        return (left ? LEFT : rejected && accounted ? end : UNACCOUNTED)
                .observed()
                .with("done", done)
                .with("interrupted", interrupted)
                .with("handedBack", handedBack)
                .with("laterTask", rejected ? "rejected" : "taken");
    }

    private static void runUntil(CountDownLatch go, CompletableFuture<Thread> begun, Tally tally) {
        begun.complete(Thread.currentThread());
        try {
            go.await();
            tally.done().incrementAndGet();
        } catch (InterruptedException e) {
            tally.interrupted().incrementAndGet();
        }
    }

    private static int not(ExecutorService pool, CountDownLatch go) {
        go.countDown();
        return 0;
    }

    private static int orderly(ExecutorService pool, CountDownLatch go)
            throws InterruptedException {
        pool.shutdown();
        go.countDown();
        boolean ended = false;
        while (!ended) {
            ended = pool.awaitTermination(1, TimeUnit.MINUTES);
        }
        return 0;
    }

    private static int close(ExecutorService pool, CountDownLatch go) {
        go.countDown();
        pool.close();
        return 0;
    }

    private static int now(ExecutorService pool, CountDownLatch go) {
        return pool.shutdownNow().size();
    }

    private static boolean isRejected(ExecutorService pool, Tally tally) {
        try {
            pool.execute(tally.done()::incrementAndGet);
            return false;
        } catch (RejectedExecutionException e) {
            return true;
        }
    }

    /** Whether the worker waits in the pool when all tasks are done; false when it has ended. */
    private static boolean waitsForMore(ExecutorService pool, Thread worker, Tally tally, int tasks)
            throws InterruptedException {
        while (worker.isAlive()) {
            if (!pool.isShutdown()
                    && tally.done().get() == tasks
                    && worker.getState() == Thread.State.WAITING) {
                return true;
            }
            Thread.sleep(1);
        }
        return false;
    }
}
