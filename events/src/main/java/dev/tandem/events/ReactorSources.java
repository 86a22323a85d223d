// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

/** Sources that are Reactor's. */
record ReactorSources(VirtualTime time, Duration every, int items, Consumer<Long> emitted)
        implements Sources {

    @Override
    public Flux<Long> clock() {
        return Flux.interval(every, new ReactorTime(time.scheduler()))
                .map(tick -> tick + 1)
                .take(items)
                .doOnNext(emitted);
    }

    @Override
    public Flux<Long> dropping(Consumer<Long> dropped) {
        return clock().onBackpressureDrop(dropped);
    }

    @Override
    public Flux<Long> onDemand() {
        return Flux.range(1, items).map(Integer::longValue).doOnNext(emitted);
    }

    @Override
    public boolean isOverrun(Throwable error) {
        return Exceptions.isOverflow(error);
    }
}
