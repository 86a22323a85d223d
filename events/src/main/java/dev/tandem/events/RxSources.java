// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.exceptions.MissingBackpressureException;
import java.time.Duration;
import java.util.function.Consumer;

/** Sources that are RxJava's. */
record RxSources(VirtualTime time, Duration every, int items, Consumer<Long> emitted)
        implements Sources {

    @Override
    public Flowable<Long> clock() {
        long millis = every.toMillis();
        return Flowable.intervalRange(1, items, millis, millis, MILLISECONDS, time.scheduler())
                .doOnNext(emitted::accept);
    }

    @Override
    public Flowable<Long> dropping(Consumer<Long> dropped) {
        return clock().onBackpressureDrop(dropped::accept);
    }

    @Override
    public Flowable<Long> onDemand() {
        return Flowable.rangeLong(1, items).doOnNext(emitted::accept);
    }

    @Override
    public boolean isOverrun(Throwable error) {
        return error instanceof MissingBackpressureException;
    }
}
