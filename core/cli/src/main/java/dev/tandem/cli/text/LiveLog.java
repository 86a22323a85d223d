// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.text;

import dev.tandem.lab.run.RunWatcher;
import dev.tandem.spi.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * The events of a run as a log, while it runs. Threads and processes are heard in another order
 * than that in which things have happened, so each event is kept for a moment and told when all
 * those before it should have come.
 */
public final class LiveLog implements RunWatcher, AutoCloseable {

    private static final long HELD_BACK = Duration.ofMillis(500).toNanos();

    private final PrintWriter out;
    private final EventLog log;
    private final boolean isolated;
    private final Queue<Event> held = new PriorityQueue<>(Comparator.comparingLong(Event::nanos));
    private final Ticker ticker;
    private long start;
    private long home = ProcessHandle.current().pid();

    /**
     * @param isolated whether the run has a process of its own, from which all of its events come
     */
    public LiveLog(PrintWriter out, Screen screen, boolean isolated) {
        this.out = out;
        this.isolated = isolated;
        log = new EventLog(screen);
        ticker = new Ticker("log", () -> tellUntil(System.nanoTime() - HELD_BACK));
    }

    @Override
    public synchronized void begins(long nanos) {
        start = nanos;
    }

    @Override
    public synchronized void accept(Event event) {
        if (isolated) {
            home = event.pid();
        }
        held.add(event);
    }

    private void tellUntil(long nanos) {
        due(nanos).forEach(event -> log.lines(event).forEach(out::println));
        out.flush();
    }

    private synchronized List<EventLine> due(long nanos) {
        List<EventLine> due = new ArrayList<>();
        for (Event next = held.peek(); next != null && next.nanos() <= nanos; next = held.peek()) {
            due.add(EventLine.of(held.remove(), start, home));
        }
        return due;
    }

    /** Tells what has been kept. */
    @Override
    public void close() {
        ticker.close();
        tellUntil(Long.MAX_VALUE);
    }
}
