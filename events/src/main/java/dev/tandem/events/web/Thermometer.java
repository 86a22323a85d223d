// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import dev.tandem.spi.Count;
import dev.tandem.spi.RunContext;
import java.time.Duration;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Where the events come from: a thermometer that is read again and again, by one thread. */
public final class Thermometer {

    /** Makes events so large that not many of them fill what lies between server and client. */
    private static final String PADDING = " ".repeat(64 * 1024);

    /** No system keeps so many of them for a client that does not read. */
    private static final int FLOOD = 1000;

    private static final Duration FOR_BROWSERS = Duration.ofMillis(500);

    private final RunContext context;
    private final EventLog log;
    private final Delivery delivery;
    private final RandomGenerator random;

    /**
     * @param delivery is told of each event that is in the log
     */
    public Thermometer(RunContext context, EventLog log, Delivery delivery) {
        this.context = context;
        this.log = log;
        this.delivery = delivery;
        random = context.random(0);
    }

    /**
     * Emits until no more can be sent to a client that does not read, then so many events more, and
     * then two a second, and ends the log.
     *
     * @param beat the time from one event to the next
     * @param stay how long events go on at the end
     */
    public void emitAll(Connection unread, int events, Duration beat, Duration stay)
            throws InterruptedException {
        long place;
        do {
            emitUntilFull(unread, beat);
            place = unread.place();
            for (int i = 0; i < events; i++) {
                emit(beat);
            }
            // What was taken for full may only have been slow.
        } while (log.last() < FLOOD && unread.place() > place);
        long end = System.nanoTime() + stay.toNanos();
        while (end - System.nanoTime() > 0) {
            emit(FOR_BROWSERS);
        }
        log.end();
        delivery.changed();
        context.event("has emitted " + Count.of(log.last(), "event"));
    }

    private void emitUntilFull(Connection unread, Duration beat) throws InterruptedException {
        while (log.last() < FLOOD && !Lasting.isSeen(unread::isFull)) {
            emit(beat);
        }
        context.event("no more can be sent to the client that does not read");
    }

    private void emit(Duration beat) throws InterruptedException {
        String reading = String.format(Locale.ROOT, "%.1f °C", random.nextDouble(18, 27));
        log.append(reading + PADDING);
        delivery.changed();
        Thread.sleep(beat);
    }
}
