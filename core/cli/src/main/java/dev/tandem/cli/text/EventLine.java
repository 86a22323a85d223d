// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.explore.text.Text;
import dev.tandem.spi.Event;
import java.util.List;
import java.util.Locale;

/**
 * An event as a person reads it.
 *
 * @param millis since the run began
 * @param thread its name, after the process where that is another than the run's own
 */
record EventLine(String millis, String thread, String text) {

    /**
     * @param start {@link System#nanoTime()} when the run began
     * @param home the process whose threads go by their name alone
     */
    static EventLine of(Event event, long start, long home) {
        return new EventLine(
                String.format(Locale.ROOT, "%,.1f", (double) (event.nanos() - start) / 1e6),
                Text.oneLine(
                        event.pid() == home ? event.thread() : event.pid() + "/" + event.thread()),
                Text.oneLine(event.text()));
    }

    /** The events of a run that is over, in their order. */
    static List<EventLine> of(List<Event> events, long start) {
        // A run that is isolated has all of its threads in another process, which then is home.
        long first = events.stream().mapToLong(Event::pid).findFirst().orElse(0);
        boolean one = events.stream().allMatch(event -> event.pid() == first);
        long home = one ? first : ProcessHandle.current().pid();
        return events.stream().map(event -> of(event, start, home)).toList();
    }
}
