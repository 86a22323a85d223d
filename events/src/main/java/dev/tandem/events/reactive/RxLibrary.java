// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableEmitter;
import io.reactivex.rxjava3.exceptions.MissingBackpressureException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** RxJava. */
final class RxLibrary implements Library {

    static final String ID = "rxjava";

    @Override
    public Source<Integer> range(int first, int count) {
        return new RxSource<>(Flowable.range(first, count));
    }

    @Override
    public Source<Integer> intervalRange(
            int first, int count, long delay, long period, VirtualTime time) {
        return new RxSource<>(
                Flowable.intervalRange(first, count, delay, period, MILLISECONDS, time.scheduler())
                        .map(Long::intValue));
    }

    @Override
    public <T> Source<T> defer(Supplier<? extends Source<T>> source) {
        return new RxSource<>(Flowable.defer(source::get));
    }

    @Override
    public <T> Source<T> create(Consumer<Sink<T>> emitting) {
        return created(emitter -> emitting.accept(new Emitting<>(emitter.serialize())));
    }

    @Override
    public <T> Source<T> push(Consumer<Sink<T>> emitting) {
        return created(emitter -> emitting.accept(new Emitting<>(emitter)));
    }

    private static <T> Source<T> created(Consumer<FlowableEmitter<T>> emitting) {
        return new RxSource<>(Flowable.create(emitting::accept, BackpressureStrategy.MISSING));
    }

    @Override
    public boolean isOverrun(Throwable error) {
        return error instanceof MissingBackpressureException;
    }

    private record Emitting<T>(FlowableEmitter<T> emitter) implements Sink<T> {

        @Override
        public void next(T value) {
            emitter.onNext(value);
        }

        @Override
        public void complete() {
            emitter.onComplete();
        }

        @Override
        public boolean isCancelled() {
            return emitter.isCancelled();
        }
    }
}
