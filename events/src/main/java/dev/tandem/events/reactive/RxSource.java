// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.reactivex.rxjava3.processors.FlowableProcessor;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.processors.ReplayProcessor;
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

/** A source that is RxJava's. */
record RxSource<T>(Flowable<T> values) implements Source<T> {

    @Override
    public void subscribe(Subscriber<? super T> subscriber) {
        values.subscribe(subscriber);
    }

    @Override
    public <R> Source<R> map(Function<? super T, ? extends R> mapper) {
        return new RxSource<>(values.map(mapper::apply));
    }

    @Override
    public Source<T> filter(Predicate<? super T> passes) {
        return new RxSource<>(values.filter(passes::test));
    }

    @Override
    public Source<List<T>> buffer(int size, int skip) {
        return new RxSource<>(values.buffer(size, skip));
    }

    @Override
    public <R> Source<R> scan(R first, BiFunction<R, ? super T, R> next) {
        return new RxSource<>(values.scan(first, next::apply));
    }

    @Override
    public <R> Source<R> collect(Supplier<R> result, BiConsumer<R, ? super T> put) {
        return new RxSource<>(values.collect(result::get, put::accept).toFlowable());
    }

    @Override
    public Source<T> startWith(T first) {
        return new RxSource<>(values.startWithItem(first));
    }

    @Override
    public Source<T> distinctUntilChanged() {
        return new RxSource<>(values.distinctUntilChanged());
    }

    @Override
    public Source<T> skip(long count) {
        return new RxSource<>(values.skip(count));
    }

    @Override
    public <R> Source<R> flatMap(Function<? super T, ? extends Publisher<R>> mapper) {
        return new RxSource<>(values.flatMap(mapper::apply, Integer.MAX_VALUE));
    }

    @Override
    public <R> Source<R> concatMap(Function<? super T, ? extends Publisher<R>> mapper) {
        return new RxSource<>(values.onBackpressureBuffer().concatMap(mapper::apply));
    }

    @Override
    public <R> Source<R> switchMap(Function<? super T, ? extends Publisher<R>> mapper) {
        return new RxSource<>(values.switchMap(mapper::apply));
    }

    @Override
    public <K, R> Source<R> groupBy(
            Function<? super T, K> key, BiFunction<K, Source<T>, ? extends Publisher<R>> each) {
        return new RxSource<>(
                values.groupBy(key::apply)
                        .flatMap(
                                group -> each.apply(group.getKey(), new RxSource<>(group)),
                                Integer.MAX_VALUE));
    }

    @Override
    public <U, R> Source<R> zipWith(Publisher<U> other, BiFunction<? super T, ? super U, R> both) {
        return new RxSource<>(
                values.onBackpressureBuffer()
                        .zipWith(
                                Flowable.fromPublisher(other).onBackpressureBuffer(), both::apply));
    }

    @Override
    public <U, R> Source<R> combineLatestWith(
            Publisher<U> other, BiFunction<? super T, ? super U, R> both) {
        return new RxSource<>(Flowable.combineLatest(values, other, both::apply));
    }

    @Override
    public Source<T> mergeWith(Publisher<T> other) {
        return new RxSource<>(values.mergeWith(other));
    }

    @Override
    public Source<T> concatWith(Publisher<T> other) {
        return new RxSource<>(values.concatWith(other));
    }

    @Override
    public Source<T> publish() {
        return started(PublishProcessor.create());
    }

    @Override
    public Source<T> replay() {
        return started(ReplayProcessor.create());
    }

    private Source<T> started(FlowableProcessor<T> hot) {
        values.subscribe(hot);
        return new RxSource<>(hot.onBackpressureBuffer());
    }

    @Override
    public Source<T> onBackpressureDrop(Consumer<? super T> dropped) {
        return new RxSource<>(values.onBackpressureDrop(dropped::accept));
    }

    @Override
    public Source<T> subscribeOn(Executor threads) {
        return new RxSource<>(values.subscribeOn(scheduler(threads)));
    }

    @Override
    public Source<T> observeOn(Executor threads) {
        return new RxSource<>(values.onBackpressureBuffer().observeOn(scheduler(threads)));
    }

    /** Without {@code Schedulers}, which starts threads that stay as soon as it is mentioned. */
    private static Scheduler scheduler(Executor threads) {
        return RxJavaPlugins.createExecutorScheduler(threads, true, false);
    }

    @Override
    public Source<T> doOnNext(Consumer<? super T> seen) {
        return new RxSource<>(values.doOnNext(seen::accept));
    }

    @Override
    public Source<T> doOnError(Consumer<? super Throwable> seen) {
        return new RxSource<>(values.doOnError(seen::accept));
    }

    @Override
    public Source<T> doOnComplete(Runnable seen) {
        return new RxSource<>(values.doOnComplete(seen::run));
    }

    @Override
    public Runnable subscribe(Consumer<? super T> next) {
        return values.subscribe(next::accept)::dispose;
    }

    @Override
    public Runnable subscribe(
            Consumer<? super T> next, Consumer<? super Throwable> error, Runnable complete) {
        return values.subscribe(next::accept, error::accept, complete::run)::dispose;
    }

    @Override
    public Future<List<T>> toFuture() {
        return values.toList().toFuture();
    }
}
