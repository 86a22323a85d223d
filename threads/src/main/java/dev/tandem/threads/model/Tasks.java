// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.model;

import dev.tandem.spi.Chunk;
import dev.tandem.spi.JobResult;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Tasks that succeed or fail together. */
final class Tasks {

    private static final Duration TO_END = Duration.ofSeconds(3);

    private Tasks() {}

    /**
     * Runs each chunk as a task of the executor and waits for all of them. The first failure, or an
     * interruption of the calling thread, ends them all: it interrupts them, shuts the executor
     * down, waits until its threads have ended, and is then thrown.
     */
    static JobResult run(
            ExecutorService executor, List<Chunk> chunks, Work<?> work, ProgressSink progress)
            throws Exception {
        long[] digests = new long[work.size()];
        var completed = new ExecutorCompletionService<Void>(executor);
        try {
            for (Chunk chunk : chunks) {
                completed.submit(() -> {
                    chunk.compute(work, digests, progress);
                    return null;
                });
            }
            // In the order of completion: a failure is seen when it happens, not when its turn
            // comes. The futures also make visible here what the tasks have written.
            for (int i = 0; i < chunks.size(); i++) {
                completed.take().get();
            }
        } catch (ExecutionException e) {
            end(executor);
            throw failure(e);
        } catch (InterruptedException | RuntimeException | Error e) {
            // An Error here is most often "unable to create native thread".
            end(executor);
            throw e;
        }
        return new JobResult(digests);
    }

    /**
     * Interrupts what runs, drops what waits, and returns when the last thread of the executor is
     * done.
     */
    static void end(ExecutorService executor) {
        end(executor, TO_END);
    }

    /** The same within a time: a pool that could not start a thread may never call itself ended. */
    static void end(ExecutorService executor, Duration limit) {
        executor.shutdownNow();
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                boolean _ =
                        executor.awaitTermination(
                                deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                ended = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a task has thrown, without the wrapping of its future. */
    static Exception failure(ExecutionException e) {
        return switch (e.getCause()) {
            case Exception exception -> exception;
            case Error error -> throw error;
            case null, default -> e;
        };
    }
}
