// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** A source that is Reactor's. */
record ReactorSource<T>(Flux<T> values) implements Source<T> {

    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        values.subscribe(subscriber);
    }

    @Override
    public <R> Source<R> map(Function<? super T, ? extends R> mapper) {
        return new ReactorSource<>(values.map(mapper));
    }

    @Override
    public Source<T> filter(Predicate<? super T> passes) {
        return new ReactorSource<>(values.filter(passes));
    }

    @Override
    public Source<List<T>> buffer(int size, int skip) {
        return new ReactorSource<>(values.buffer(size, skip));
    }

    @Override
    public <R> Source<R> scan(R first, BiFunction<R, ? super T, R> next) {
        return new ReactorSource<>(values.scan(first, next));
    }

    @Override
    public <R> Source<R> collect(Supplier<R> result, BiConsumer<R, ? super T> put) {
        return new ReactorSource<>(values.collect(result, put).flux());
    }

    @Override
    public Source<T> startWith(T first) {
        return new ReactorSource<>(values.startWith(Flux.just(first)));
    }

    @Override
    public Source<T> distinctUntilChanged() {
        return new ReactorSource<>(values.distinctUntilChanged());
    }

    @Override
    public Source<T> skip(long count) {
        return new ReactorSource<>(values.skip(count));
    }

    @Override
    public <R> Source<R> flatMap(Function<? super T, ? extends Publisher<R>> mapper) {
        return new ReactorSource<>(values.flatMap(mapper, Integer.MAX_VALUE));
    }

    @Override
    public <R> Source<R> concatMap(Function<? super T, ? extends Publisher<R>> mapper) {
        return new ReactorSource<>(values.onBackpressureBuffer().concatMap(mapper));
    }

    @Override
    public <R> Source<R> switchMap(Function<? super T, ? extends Publisher<R>> mapper) {
        return new ReactorSource<>(values.switchMap(mapper::apply));
    }

    @Override
    public <K, R> Source<R> groupBy(
            Function<? super T, K> key, BiFunction<K, Source<T>, ? extends Publisher<R>> each) {
        return new ReactorSource<>(
                values.groupBy(key)
                        .flatMap(
                                group -> each.apply(group.key(), new ReactorSource<>(group)),
                                Integer.MAX_VALUE));
    }

    @Override
    public <U, R> Source<R> zipWith(Publisher<U> other, BiFunction<? super T, ? super U, R> both) {
        return new ReactorSource<>(
                values.onBackpressureBuffer()
                        .zipWith(Flux.from(other).onBackpressureBuffer(), both));
    }

    @Override
    public <U, R> Source<R> combineLatestWith(
            Publisher<U> other, BiFunction<? super T, ? super U, R> both) {
        return new ReactorSource<>(Flux.combineLatest(values, other, both));
    }

    @Override
    public Source<T> mergeWith(Publisher<T> other) {
        return new ReactorSource<>(values.mergeWith(other));
    }

    @Override
    public Source<T> concatWith(Publisher<T> other) {
        return new ReactorSource<>(values.concatWith(other));
    }

    @Override
    public Source<T> publish() {
        return started(Sinks.many().multicast().directBestEffort());
    }

    @Override
    public Source<T> replay() {
        return started(Sinks.many().replay().all());
    }

    private Source<T> started(Sinks.Many<T> hot) {
        var _ = values.subscribe(hot::tryEmitNext, hot::tryEmitError, hot::tryEmitComplete);
        return new ReactorSource<>(hot.asFlux().onBackpressureBuffer());
    }

    @Override
    public Source<T> onBackpressureDrop(Consumer<? super T> dropped) {
        return new ReactorSource<>(values.onBackpressureDrop(dropped));
    }

    @Override
    public Source<T> subscribeOn(Executor threads) {
        return new ReactorSource<>(values.subscribeOn(Schedulers.fromExecutor(threads)));
    }

    @Override
    public Source<T> observeOn(Executor threads) {
        return new ReactorSource<>(
                values.onBackpressureBuffer().publishOn(Schedulers.fromExecutor(threads)));
    }

    @Override
    public Source<T> doOnNext(Consumer<? super T> seen) {
        return new ReactorSource<>(values.doOnNext(seen));
    }

    @Override
    public Source<T> doOnError(Consumer<? super Throwable> seen) {
        return new ReactorSource<>(values.doOnError(seen));
    }

    @Override
    public Source<T> doOnComplete(Runnable seen) {
        return new ReactorSource<>(values.doOnComplete(seen));
    }

    @Override
    public Runnable subscribe(Consumer<? super T> next) {
        return values.subscribe(next)::dispose;
    }

    @Override
    public Runnable subscribe(
            Consumer<? super T> next, Consumer<? super Throwable> error, Runnable complete) {
        return values.subscribe(next, error, complete)::dispose;
    }

    @Override
    public Future<List<T>> toFuture() {
        return values.collectList().toFuture();
    }
}
