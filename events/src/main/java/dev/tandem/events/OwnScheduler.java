// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A scheduler on threads that end with it. The ones that the library shares among all programs of a
 * process keep their threads: whoever as much as mentions {@code Schedulers} has started one.
 *
 * <p>Whoever subscribes has disposed of that before this is closed.
 */
final class OwnScheduler implements AutoCloseable {

    private final ScheduledExecutorService executor;
    private final Scheduler scheduler;

    private OwnScheduler(ScheduledExecutorService executor) {
        this.executor = executor;
        scheduler = RxJavaPlugins.createExecutorScheduler(executor, true, false);
    }

    /** So many platform threads, whose names are the prefix and a number from 1. */
    static OwnScheduler named(String prefix, int threads) {
        return new OwnScheduler(
                Executors.newScheduledThreadPool(
                        threads, Thread.ofPlatform().name(prefix, 1).factory()));
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Interrupts the threads and waits until they have ended. */
    @Override
    public void close() {
        executor.shutdownNow();
        executor.close();
    }
}
