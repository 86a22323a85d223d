// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where sources begin: RxJava or Reactor. Both keep the specification of Reactive Streams, so that
 * whoever subscribes is told the same by either.
 */
public interface Library {

    /** Whose sources and operators a workload runs on. */
    Parameter<String> LIBRARY =
            Parameter.choice(
                    "library",
                    RxLibrary.ID,
                    List.of(RxLibrary.ID, ReactorLibrary.ID),
                    "whose sources and operators run");

    /** The library of a run, whose workload has {@link #LIBRARY} among its parameters. */
    static Library of(RunContext context) {
        return context.get(LIBRARY).equals(ReactorLibrary.ID)
                ? new ReactorLibrary()
                : new RxLibrary();
    }

    /** Emits so many numbers, at once or as they are asked for. */
    Source<Integer> range(int first, int count);

    /**
     * Emits so many numbers, whether anybody has asked for them or not.
     *
     * @param delay milliseconds before the first
     * @param period milliseconds from one to the next
     * @param time by which clock
     */
    Source<Integer> intervalRange(int first, int count, long delay, long period, VirtualTime time);

    /** Emits 0, so many milliseconds after it is subscribed to; {@code Mono.delay} in Reactor. */
    default Source<Integer> timer(long delay, VirtualTime time) {
        return intervalRange(0, 1, delay, delay, time);
    }

    /** Makes another source for each who subscribes. */
    <T> Source<T> defer(Supplier<? extends Source<T>> source);

    /** A source for many threads: their calls are passed on one after another. */
    <T> Source<T> create(Consumer<Sink<T>> emitting);

    /** A source for one thread: calls are passed on as they come. */
    <T> Source<T> push(Consumer<Sink<T>> emitting);

    /**
     * Whether that is how a source of this library fails when it has to emit what nobody asked for.
     */
    boolean isOverrun(Throwable error);

    /** Where a source that is written by hand puts its values. */
    interface Sink<T> {

        void next(T value);

        void complete();

        /** Whether nobody listens any more. */
        boolean isCancelled();
    }
}
