// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.pool;

import dev.tandem.spi.TandemException;
import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A place in the pool: one thread that takes batches from the queue and gives them, one at a time,
 * to the worker process that has the place. When that dies, the batch goes back to the head of the
 * queue and another process gets the place.
 */
final class Slot {

    private final Workers workers;
    private final WorkerRequest request;
    private final ProcessPool.Settings settings;
    private final BlockingDeque<Batch> queue;
    private final Thread thread;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final AtomicInteger started = new AtomicInteger();
    private volatile @Nullable Worker worker;
    private volatile boolean busy;
    private volatile long heardNanos;
    private volatile @Nullable Batch unfinished;
    private int callsLeft;

    Slot(
            String name,
            Workers workers,
            WorkerRequest request,
            ProcessPool.Settings settings,
            BlockingDeque<Batch> queue) {
        this.workers = workers;
        this.request = request;
        this.settings = settings;
        this.queue = queue;
        thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Waits until the first worker is ready.
     *
     * @throws InterruptedException when the caller or the thread of this place is interrupted:
     *     whoever cancels a run interrupts both, and this one may be the first to tell
     */
    void awaitOpened() throws InterruptedException {
        try {
            opened.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case TandemException failure -> throw failure;
                case InterruptedException interruption -> throw interruption;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    Optional<ProcessHandle> process() {
        return Optional.ofNullable(worker).map(Worker::process);
    }

    int started() {
        return started.get();
    }

    /**
     * For the watchdog: ends a worker that has been given something to do and does not even say
     * that it is alive.
     */
    void killIfSilent() {
        if (busy && System.nanoTime() - heardNanos > settings.silence().toNanos()) {
            process().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    void stop() {
        thread.interrupt();
    }

    /**
     * Waits for the thread to end, after which nothing that it was given is left without an end.
     */
    void join() {
        boolean interrupted = false;
        while (thread.getState() != Thread.State.NEW && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        Batch batch = unfinished;
        if (batch != null) {
            batch.results.cancel(false);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            fresh();
            opened.complete(null);
            while (true) {
                serve(queue.takeFirst());
            }
        } catch (InterruptedException e) {
            // The pool is being closed, or the run that it belongs to cancelled.
            opened.completeExceptionally(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            opened.completeExceptionally(e);
        } finally {
            retire();
        }
    }

    private void serve(Batch batch) throws InterruptedException {
        boolean answered = false;
        try {
            Worker current = worker == null ? fresh() : worker;
            if (!batch.runBy(current.process())) {
                return;
            }
            List<String> results = exchange(current, batch.calls);
            answered = true;
            batch.leave();
            batch.results.complete(results);
        } catch (TaskFailed e) {
            answered = true;
            batch.leave();
            batch.results.completeExceptionally(e);
        } catch (WorkerFailed e) {
            batch.leave();
            retire();
            again(batch, e);
        } catch (InterruptedException e) {
            // Whoever waits for it hears of that when the pool is closed, or has been interrupted
            // too and knows.
            batch.leave();
            unfinished = batch;
            throw e;
        }
        callsLeft -= batch.calls.size();
        if (answered && callsLeft <= 0) {
            retire();
        }
    }

    /** Makes the calls again, unless they have killed enough workers to be suspected of it. */
    private void again(Batch batch, WorkerFailed failure) throws InterruptedException {
        if (batch.results.isDone()) {
            return;
        }
        if (batch.attempts.incrementAndGet() >= settings.attempts()) {
            batch.results.completeExceptionally(failure);
        } else if (!queue.offerFirst(batch)) {
            // The queue is full: no use in waiting for a place there when there is one here.
            serve(batch);
        }
    }

    private List<String> exchange(Worker current, List<List<String>> calls)
            throws InterruptedException, TaskFailed {
        heardNanos = System.nanoTime();
        busy = true;
        try {
            current.send(Wire.calls(calls));
            while (true) {
                Wire.Reply reply = next(current);
                heardNanos = System.nanoTime();
                switch (reply.kind()) {
                    case Wire.RESULTS -> {
                        return reply.texts();
                    }
                    case Wire.FAILURE ->
                            throw new TaskFailed(reply.texts().getFirst(), reply.texts().getLast());
                    default -> {}
                }
            }
        } finally {
            busy = false;
        }
    }

    private static Wire.Reply next(Worker current) throws InterruptedException {
        return Wire.reply(
                current.receive()
                        .orElseThrow(() ->
                                new WorkerFailed(
                                        "process " + current.pid() + " ended without an answer")));
    }

    /** A new worker, when it has said that it is ready for calls. */
    private Worker fresh() throws InterruptedException {
        Worker next = workers.start(request);
        worker = next;
        started.incrementAndGet();
        next(next);
        callsLeft = settings.callsPerWorker();
        return next;
    }

    private void retire() {
        Worker old = worker;
        worker = null;
        if (old != null) {
            old.close();
        }
    }
}
