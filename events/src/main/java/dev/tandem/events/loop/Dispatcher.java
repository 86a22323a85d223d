// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.loop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Calls the handlers that are registered for an event of a kind. It is for the thread of one loop,
 * and for whoever registers handlers before that runs: what they share needs no lock, for no two of
 * them ever run at the same time.
 *
 * @param <E> events
 */
public final class Dispatcher<E> {

    private final Map<String, List<Consumer<? super E>>> handlers = new HashMap<>();
    private final Function<? super E, String> kind;
    private final Consumer<? super E> unhandled;

    /**
     * @param kind what handlers are registered for
     * @param unhandled is given the events that nobody handles
     */
    public Dispatcher(Function<? super E, String> kind, Consumer<? super E> unhandled) {
        this.kind = kind;
        this.unhandled = unhandled;
    }

    /** Registers one more handler for a kind of event. */
    public void on(String kind, Consumer<? super E> handler) {
        handlers.computeIfAbsent(kind, _ -> new ArrayList<>()).add(handler);
    }

    /** Calls every handler of an event, in the order in which they were registered. */
    public void dispatch(E event) {
        handlers.getOrDefault(kind.apply(event), List.of(unhandled))
                .forEach(handler -> handler.accept(event));
    }
}
