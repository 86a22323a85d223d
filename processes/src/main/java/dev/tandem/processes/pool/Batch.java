// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.pool;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Calls that go to a worker in one message, and their results. */
final class Batch {

    final List<List<String>> calls;
    final AtomicInteger attempts = new AtomicInteger();

    /** Completed once, by the first reply; cancelling it ends the process that works on it. */
    final CompletableFuture<List<String>> results = new CompletableFuture<>();

    private volatile @Nullable ProcessHandle runner;

    Batch(List<List<String>> calls) {
        this.calls = List.copyOf(calls);
        var _ =
                results.whenComplete((done, failure) -> {
                    ProcessHandle process = runner;
                    if (results.isCancelled() && process != null) {
                        process.destroyForcibly();
                    }
                });
    }

    /**
     * Says which process works on the batch from now on.
     *
     * @return whether it shall: a batch may have been cancelled
     */
    boolean runBy(ProcessHandle process) {
        runner = process;
        return !results.isDone();
    }

    /**
     * No process works on it any more: that it is cancelled now must not hurt one that has gone on
     * to the next.
     */
    void leave() {
        runner = null;
    }
}
