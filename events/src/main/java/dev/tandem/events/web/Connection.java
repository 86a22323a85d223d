// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events that a client has asked for. Only one thread sends at a time; what the others
 * may ask is whether the client reads.
 */
public final class Connection {

    /** How soon a browser comes back when the stream has ended, in milliseconds. */
    private static final String HELLO = "retry: 100\n\n";

    private final OutputStream out;
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile long place;
    private volatile @Nullable Thread writer;

    /**
     * @param place the id of the last event that the client has; 0 for none
     */
    Connection(OutputStream out, long place) {
        this.out = out;
        this.place = place;
    }

    /** Lets the client know that it is connected, though nothing has happened yet. */
    void greet() throws IOException {
        write(HELLO);
    }

    /** The id of the last event that was sent, or that the client said it had. */
    public long place() {
        return place;
    }

    /** Goes on from another place, and does not tell the client. */
    public void skipTo(long id) {
        place = id;
    }

    /**
     * Sends an event, and says before how many the client has missed since the one that it has.
     * Waits while the client does not read and what lies between the two is full.
     *
     * @throws IOException when the client is gone
     */
    public void send(ServerEvent event) throws IOException {
        long missed = event.id() - place - 1;
        write(missed > 0 ? ServerEvent.missed(missed).text() + event.text() : event.text());
        place = event.id();
    }

    /** Whether a thread, a virtual one, waits for the client to read. */
    public boolean isFull() {
        Thread thread = writer;
        return thread != null && thread.getState() == Thread.State.WAITING;
    }

    /** Says that nothing more will be sent. */
    public void release() {
        released.countDown();
    }

    /** Waits until nothing more will be sent. */
    public void awaitRelease() throws InterruptedException {
        released.await();
    }

    private void write(String text) throws IOException {
        writer = Thread.currentThread();
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            writer = null;
        }
    }
}
