// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has happened, for any number of readers who each keep their own place in it. It holds the
 * last events alone, so that a reader who never comes back costs nothing. Thread-safe.
 */
public final class EventLog {

    private final int capacity;

    /** The event with the id i stands at the place (i - 1) modulo the capacity. */
    private final List<ServerEvent> ring = new ArrayList<>();

    private long last;
    private boolean ended;

    /**
     * @param capacity how many events are kept, at least 1
     */
    public EventLog(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds an event.
     *
     * @return its id: they count from 1
     */
    public synchronized long append(String data) {
        last++;
        var event = new ServerEvent(ServerEvent.MESSAGE, last, data);
        if (ring.size() < capacity) {
            ring.add(event);
        } else {
            ring.set(place(last), event);
        }
        notifyAll();
        return last;
    }

    /** Says that nothing more will happen. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The id of the last event; 0 before the first. */
    public synchronized long last() {
        return last;
    }

    /** Whether nothing will ever come after this id. */
    public synchronized boolean isOver(long id) {
        return ended && id >= last;
    }

    /** The first event after this id that is still kept, if there is one yet. */
    public synchronized Optional<ServerEvent> peek(long id) {
        if (id >= last) {
            return Optional.empty();
        }
        long oldest = last - ring.size() + 1;
        return Optional.of(ring.get(place(Math.max(oldest, id + 1))));
    }

    /** The same, waiting for it; empty when it will never come. */
    public synchronized Optional<ServerEvent> next(long id) throws InterruptedException {
        while (id >= last && !ended) {
            wait();
        }
        return peek(id);
    }

    private int place(long id) {
        return (int) ((id - 1) % capacity);
    }
}
