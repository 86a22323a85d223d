// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the events of a run and passes them on. A run that tells without end keeps its first
 * hundred thousand events.
 */
final class Recorder implements Event.Sink {

    private static final int MOST = 100_000;

    private final Event.Sink watcher;
    private final List<Event> events = new ArrayList<>();

    Recorder(Event.Sink watcher) {
        this.watcher = watcher;
    }

    @Override
    public synchronized void accept(Event event) {
        if (events.size() < MOST) {
            events.add(event);
            watcher.accept(event);
        }
    }

    /** The events so far, in the order of their time whichever thread or process told them. */
    synchronized List<Event> events() {
        return events.stream().sorted(Comparator.comparingLong(Event::nanos)).toList();
    }
}
