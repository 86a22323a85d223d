// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import io.reactivex.rxjava3.core.Scheduler;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;

/** A scheduler of RxJava's in the words of Reactor, so that both libraries go by one clock. */
record ReactorTime(Scheduler scheduler) implements reactor.core.scheduler.Scheduler {

    @Override
    public Disposable schedule(Runnable task) {
        return scheduler.scheduleDirect(task)::dispose;
    }

    @Override
    public Worker createWorker() {
        return new Turns(scheduler.createWorker());
    }

    /** Runs what it is given one after another. */
    private record Turns(Scheduler.Worker worker) implements Worker {

        @Override
        public Disposable schedule(Runnable task) {
            return worker.schedule(task)::dispose;
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return worker.schedule(task, delay, unit)::dispose;
        }

        @Override
        public Disposable schedulePeriodically(
                Runnable task, long delay, long period, TimeUnit unit) {
            return worker.schedulePeriodically(task, delay, period, unit)::dispose;
        }

        @Override
        public void dispose() {
            worker.dispose();
        }
    }
}
