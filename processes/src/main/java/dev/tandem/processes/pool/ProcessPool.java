// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.pool;

import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A pool of worker processes. Calls go to whichever worker is free, in the order in which they were
 * submitted.
 *
 * <p>A worker that dies, whoever killed it, loses nothing: a new one takes its place and the calls
 * that it had not answered are made again. Every call therefore has exactly one result, but may
 * have been made more than once, so it should have no effect beside its result. A worker that is
 * silent for longer than the limit, since it is stopped or hangs, is killed, with the same
 * consequence.
 *
 * <p>Thread-safe. Closing ends the workers and cancels what is not done.
 */
public final class ProcessPool implements AutoCloseable {

    /**
     * @param size how many worker processes there are
     * @param queueCapacity how many batches may wait; then submitting waits too
     * @param callsPerWorker after how many calls a worker is replaced by a fresh one
     * @param silence how long a worker may be silent; at least four of its heartbeats
     * @param attempts how often calls are made that end with the death of their worker
     */
    public record Settings(
            int size, int queueCapacity, int callsPerWorker, Duration silence, int attempts) {

        private static final Duration SHORTEST = Duration.ofMillis(4 * PoolWorker.BEAT_MILLIS);

        public Settings {
            if (size < 1 || queueCapacity < 1 || callsPerWorker < 1 || attempts < 1) {
                throw new IllegalArgumentException("a pool needs at least one of each");
            }
            if (silence.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("a living worker may be silent for " + SHORTEST);
            }
        }

        public static Settings of(int size) {
            return new Settings(size, 4 * size, Integer.MAX_VALUE, Duration.ofSeconds(10), 5);
        }

        public Settings queueing(int capacity) {
            return new Settings(size, capacity, callsPerWorker, silence, attempts);
        }

        public Settings recyclingAfter(int calls) {
            return new Settings(size, queueCapacity, calls, silence, attempts);
        }

        public Settings killingAfter(Duration limit) {
            return new Settings(size, queueCapacity, callsPerWorker, limit, attempts);
        }

        public Settings trying(int times) {
            return new Settings(size, queueCapacity, callsPerWorker, silence, times);
        }
    }

    private final BlockingDeque<Batch> queue;
    private final List<Slot> slots = new ArrayList<>();
    private final ScheduledExecutorService watchdog;
    private volatile boolean closed;

    private ProcessPool(Workers workers, WorkerRequest request, Settings settings) {
        queue = new LinkedBlockingDeque<>(settings.queueCapacity());
        for (int i = 0; i < settings.size(); i++) {
            slots.add(new Slot("pool-" + i, workers, request, settings, queue));
        }
        watchdog =
                Executors.newSingleThreadScheduledExecutor(
                        task -> Thread.ofPlatform().name("pool-watchdog").unstarted(task));
        long period = settings.silence().toNanos() / 4;
        var _ =
                watchdog.scheduleAtFixedRate(
                        () -> slots.forEach(Slot::killIfSilent),
                        period,
                        period,
                        TimeUnit.NANOSECONDS);
    }

    /**
     * Starts the workers and returns when all are ready.
     *
     * @param request the id of a workload or model whose worker's side calls {@link
     *     PoolWorker#serve}
     * @throws dev.tandem.spi.TandemException when one cannot be started; the others have then been
     *     ended
     */
    public static ProcessPool open(Workers workers, WorkerRequest request, Settings settings)
            throws InterruptedException {
        var pool = new ProcessPool(workers, request, settings);
        boolean open = false;
        try {
            pool.slots.forEach(Slot::start);
            for (Slot slot : pool.slots) {
                slot.awaitOpened();
            }
            open = true;
            return pool;
        } finally {
            if (!open) {
                pool.close();
            }
        }
    }

    /** The worker processes of the moment. */
    public List<ProcessHandle> processes() {
        return slots.stream().flatMap(slot -> slot.process().stream()).toList();
    }

    /** How many worker processes have been started, the first ones included. */
    public int started() {
        return slots.stream().mapToInt(Slot::started).sum();
    }

    /** How many batches wait. */
    public int waiting() {
        return queue.size();
    }

    /**
     * Makes one call. Waits while the queue is full.
     *
     * @return the result to come, which fails with {@link TaskFailed} when the call throws.
     *     Cancelling it takes the call out of the queue, or kills the worker that is at it
     */
    public Future<String> apply(String... arguments) throws InterruptedException {
        var batch = new Batch(List.of(List.of(arguments)));
        var result = new CompletableFuture<String>();
        var _ =
                batch.results.whenComplete((results, failure) -> {
                    if (failure == null) {
                        result.complete(results.getFirst());
                    } else {
                        result.completeExceptionally(failure);
                    }
                });
        var _ =
                result.whenComplete((done, failure) -> {
                    if (result.isCancelled()) {
                        batch.results.cancel(true);
                    }
                });
        submit(batch);
        return result;
    }

    /**
     * Makes the call for each argument; the results are in the order of the arguments. See {@link
     * #starmap}.
     */
    public List<String> map(List<String> arguments, int chunk)
            throws InterruptedException, TaskFailed {
        return starmap(arguments.stream().map(List::of).toList(), chunk);
    }

    /**
     * Makes the call for each list of arguments, {@code chunk} of them in one message to a worker.
     *
     * @param chunk at least 1
     * @return the results in the order of the arguments
     * @throws TaskFailed the first failure; calls that are not done by then are cancelled
     * @throws InterruptedException when interrupted; calls that are not done by then are cancelled
     */
    public List<String> starmap(List<List<String>> arguments, int chunk)
            throws InterruptedException, TaskFailed {
        List<Batch> batches = split(arguments, chunk);
        run(batches, done -> {});
        return batches.stream().flatMap(batch -> batch.results.join().stream()).toList();
    }

    /**
     * Makes the call for each argument and passes each result on as soon as it is there, with the
     * index of its argument. The calling thread does so, and nothing waits for the slowest but the
     * end.
     *
     * @throws TaskFailed as {@link #starmap}
     * @throws InterruptedException as {@link #starmap}
     */
    public void unordered(List<String> arguments, BiConsumer<Integer, String> taker)
            throws InterruptedException, TaskFailed {
        List<Batch> batches = split(arguments.stream().map(List::of).toList(), 1);
        run(batches, done -> taker.accept(done, batches.get(done).results.join().getFirst()));
    }

    private static List<Batch> split(List<List<String>> arguments, int chunk) {
        if (chunk < 1) {
            throw new IllegalArgumentException("a chunk has at least one call, not " + chunk);
        }
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < arguments.size(); from += chunk) {
            batches.add(
                    new Batch(arguments.subList(from, Math.min(arguments.size(), from + chunk))));
        }
        return batches;
    }

    /** Submits the batches and hands over the index of each as it is done, until all are. */
    private void run(List<Batch> batches, Consumer<Integer> taker)
            throws InterruptedException, TaskFailed {
        BlockingQueue<Integer> done = new LinkedBlockingQueue<>();
        try {
            int taken = 0;
            for (int i = 0; i < batches.size(); i++) {
                int index = i;
                var _ = batches.get(i).results.whenComplete((results, failure) -> done.add(index));
                submit(batches.get(i));
                for (Integer next = done.poll(); next != null; next = done.poll()) {
                    take(batches, next, taker);
                    taken++;
                }
            }
            for (; taken < batches.size(); taken++) {
                take(batches, done.take(), taker);
            }
        } finally {
            batches.forEach(batch -> batch.results.cancel(true));
        }
    }

    private static void take(List<Batch> batches, int index, Consumer<Integer> taker)
            throws TaskFailed {
        CompletableFuture<List<String>> results = batches.get(index).results;
        if (results.state() == Future.State.FAILED) {
            switch (results.exceptionNow()) {
                case TaskFailed failure -> throw failure;
                case WorkerFailed failure -> throw failure;
                case Throwable failure -> throw new IllegalStateException(failure);
            }
        }
        taker.accept(index);
    }

    private void submit(Batch batch) throws InterruptedException {
        queue.putLast(batch);
        if (closed) {
            batch.results.cancel(true);
        }
    }

    @Override
    public void close() {
        closed = true;
        watchdog.shutdownNow();
        slots.forEach(Slot::stop);
        slots.forEach(Slot::join);
        List<Batch> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(batch -> batch.results.cancel(true));
        watchdog.close();
    }
}
