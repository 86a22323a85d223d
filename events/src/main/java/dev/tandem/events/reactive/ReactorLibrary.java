// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import static reactor.core.publisher.FluxSink.OverflowStrategy.IGNORE;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Reactor. */
final class ReactorLibrary implements Library {

    static final String ID = "reactor";

    @Override
    public Source<Integer> range(int first, int count) {
        return new ReactorSource<>(Flux.range(first, count));
    }

    @Override
    public Source<Integer> intervalRange(
            int first, int count, long delay, long period, VirtualTime time) {
        return new ReactorSource<>(
                Flux.interval(
                                Duration.ofMillis(delay),
                                Duration.ofMillis(period),
                                new ReactorTime(time.scheduler()))
                        .take(count)
                        .map(tick -> first + tick.intValue()));
    }

    @Override
    public <T> Source<T> defer(Supplier<? extends Source<T>> source) {
        return new ReactorSource<>(Flux.defer(source));
    }

    @Override
    public <T> Source<T> create(Consumer<Sink<T>> emitting) {
        return new ReactorSource<>(
                Flux.create(sink -> emitting.accept(new Emitting<>(sink)), IGNORE));
    }

    @Override
    public <T> Source<T> push(Consumer<Sink<T>> emitting) {
        return new ReactorSource<>(
                Flux.push(sink -> emitting.accept(new Emitting<>(sink)), IGNORE));
    }

    @Override
    public boolean isOverrun(Throwable error) {
        return Exceptions.isOverflow(error);
    }

    private record Emitting<T>(FluxSink<T> sink) implements Sink<T> {

        @Override
        public void next(T value) {
            sink.next(value);
        }

        @Override
        public void complete() {
            sink.complete();
        }

        @Override
        public boolean isCancelled() {
            return sink.isCancelled();
        }
    }
}
