// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Takes events in the order in which they came and calls the handlers of each, one after another,
 * on the one thread that runs the loop.
 *
 * <p>Only {@link #emit} and {@link #end} may be called by other threads. The handlers are
 * registered before the loop runs; what they share needs no lock, for no two of them ever run at
 * the same time.
 */
final class EventLoop {

    /**
     * Something that has happened.
     *
     * @param kind what handlers are registered for
     * @param number counts the events of an emitter, from 0
     */
    record Event(String kind, String emitter, int number) {

        @Override
        public String toString() {
            return kind + " " + number + " of " + emitter;
        }
    }

    /** Events, and nothing for each emitter that has ended. */
    private final BlockingQueue<Optional<Event>> queue = new LinkedBlockingQueue<>();

    private final Map<String, List<Consumer<Event>>> handlers = new HashMap<>();
    private final Consumer<Event> unhandled;

    /**
     * @param unhandled is given the events that nobody handles
     */
    EventLoop(Consumer<Event> unhandled) {
        this.unhandled = unhandled;
    }

    /** Registers one more handler for a kind of event. */
    void on(String kind, Consumer<Event> handler) {
        handlers.computeIfAbsent(kind, _ -> new ArrayList<>()).add(handler);
    }

    /** Leaves an event for the loop and returns at once, before anybody has handled it. */
    void emit(Event event) {
        queue.add(Optional.of(event));
    }

    /** Says that an emitter has nothing more to emit. */
    void end() {
        queue.add(Optional.empty());
    }

    /** Handles events on the calling thread, until so many emitters have ended. */
    void run(int emitters) throws InterruptedException {
        for (int left = emitters; left > 0; ) {
            Optional<Event> event = queue.take();
            if (event.isEmpty()) {
                left--;
            }
            event.ifPresent(this::dispatch);
        }
    }

    /** Calls the handlers of an event, on the calling thread. */
    void dispatch(Event event) {
        List<Consumer<Event>> called = handlers.getOrDefault(event.kind(), List.of(unhandled));
        called.forEach(handler -> handler.accept(event));
    }
}
