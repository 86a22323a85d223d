// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;

/**
 * Sources of one library that emit 1, 2 and so on and complete. Both libraries keep the
 * specification of Reactive Streams, so that a subscriber that keeps it too is told the same by
 * either, and needs to know neither.
 */
interface Sources {

    String RXJAVA = "rxjava";
    String REACTOR = "reactor";
    List<String> LIBRARIES = List.of(RXJAVA, REACTOR);

    /**
     * The sources of a library.
     *
     * @param library one of {@link #LIBRARIES}
     * @param time what the clock goes by
     * @param every the time between its ticks
     * @param emitted is told of every item before its subscriber is
     */
    static Sources of(
            String library, VirtualTime time, Duration every, int items, Consumer<Long> emitted) {
        return library.equals(REACTOR)
                ? new ReactorSources(time, every, items, emitted)
                : new RxSources(time, every, items, emitted);
    }

    /** Emits an item each tick, and fails at the first that nobody has asked for. */
    Publisher<Long> clock();

    /** Emits an item each tick, and drops those that nobody has asked for. */
    Publisher<Long> dropping(Consumer<Long> dropped);

    /** Emits as many as it is asked for, at once. */
    Publisher<Long> onDemand();

    /** Whether that is how a source of this library fails that was not asked. */
    boolean isOverrun(Throwable error);
}
