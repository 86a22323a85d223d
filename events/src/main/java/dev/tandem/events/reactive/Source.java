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

/**
 * A source of values, an observable, with operators that RxJava's {@code Flowable} and Reactor's
 * {@code Flux} both have, so that a pipeline is written once and runs on either. They are named as
 * there; where Reactor has another word, it is said.
 *
 * <p>Nothing happens until somebody subscribes, and everything happens anew for each who does,
 * unless an operator says otherwise. A clock cannot be asked to wait. So whatever asks for a few
 * values at a time in these libraries, here keeps those that come meanwhile, however many; only who
 * subscribes with a subscriber of its own is told that nobody asked.
 */
public interface Source<T> extends Publisher<T> {

    <R> Source<R> map(Function<? super T, ? extends R> mapper);

    Source<T> filter(Predicate<? super T> passes);

    /** Each value with those after it, so many together, one such list each {@code skip} values. */
    Source<List<T>> buffer(int size, int skip);

    /** The first result, and then one for each value, made of the result before. */
    <R> Source<R> scan(R first, BiFunction<R, ? super T, R> next);

    /** One result, when this completes, into which all values were put. */
    <R> Source<R> collect(Supplier<R> result, BiConsumer<R, ? super T> put);

    /** RxJava's {@code startWithItem}. */
    Source<T> startWith(T first);

    Source<T> distinctUntilChanged();

    Source<T> skip(long values);

    /** The values of all the sources that are made of values, as they come. */
    <R> Source<R> flatMap(Function<? super T, ? extends Publisher<R>> mapper);

    /** The values of one such source after those of the other. */
    <R> Source<R> concatMap(Function<? super T, ? extends Publisher<R>> mapper);

    /** The values of the newest such source; the one before it is left. */
    <R> Source<R> switchMap(Function<? super T, ? extends Publisher<R>> mapper);

    /**
     * A source for each key, all merged again: the libraries' {@code groupBy} and {@code flatMap}.
     *
     * @param each what becomes of the values of a key
     */
    <K, R> Source<R> groupBy(
            Function<? super T, K> key, BiFunction<K, Source<T>, ? extends Publisher<R>> each);

    /** First with first, second with second, and so on. */
    <U, R> Source<R> zipWith(Publisher<U> other, BiFunction<? super T, ? super U, R> both);

    /** The latest of each whenever there is a newer one; {@code combineLatest} of both. */
    <U, R> Source<R> combineLatestWith(
            Publisher<U> other, BiFunction<? super T, ? super U, R> both);

    Source<T> mergeWith(Publisher<T> other);

    Source<T> concatWith(Publisher<T> other);

    /**
     * Starts this now, once for all: a hot source. Who subscribes gets what comes from then on, and
     * what comes while nobody listens is lost.
     */
    Source<T> publish();

    /** Starts this now, once for all. Who subscribes gets all of it, however late. */
    Source<T> replay();

    /** Drops what comes when nobody has asked for it. */
    Source<T> onBackpressureDrop(Consumer<? super T> dropped);

    /** Starts the source on a thread of the executor. */
    Source<T> subscribeOn(Executor threads);

    /** Goes on below on a thread of the executor; Reactor's {@code publishOn}. */
    Source<T> observeOn(Executor threads);

    Source<T> doOnNext(Consumer<? super T> seen);

    Source<T> doOnError(Consumer<? super Throwable> seen);

    Source<T> doOnComplete(Runnable seen);

    /** What is made of this; Reactor's {@code transform}. */
    default <R> Source<R> compose(Function<Source<T>, Source<R>> pipeline) {
        return pipeline.apply(this);
    }

    /**
     * Subscribes with a handler for the next value, and none for an error.
     *
     * @return cancels the subscription
     */
    Runnable subscribe(Consumer<? super T> next);

    /**
     * Subscribes with all three handlers.
     *
     * @return cancels the subscription
     */
    Runnable subscribe(
            Consumer<? super T> next, Consumer<? super Throwable> error, Runnable complete);

    /** Subscribes, and has all values when this completes; cancelling cancels the subscription. */
    Future<List<T>> toFuture();
}
