// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line of limited bandwidth that all connections share: a token bucket, kept as the moment at
 * which the line will have sent all that was asked of it (the virtual scheduling form of the
 * algorithm, ITU-T I.371). Thread-safe.
 *
 * <p>Whoever wants to send books the line for that long and sleeps until the end of its booking.
 * Bookings queue up one behind another, so n connections get a share of the bandwidth each, and all
 * together exactly the whole of it.
 */
final class Line {

    /**
     * How far the line may lag behind the clock, which is the depth of the bucket. A sleep ends a
     * little late every time; without this credit the lateness would add up and the line would be
     * slower than it says.
     */
    private static final long CREDIT_NANOS = Duration.ofMillis(5).toNanos();

    private final double nanosPerByte;
    private final AtomicLong bookedUntil = new AtomicLong(System.nanoTime());

    /**
     * @param bytesPerSecond 0 for a line without limit
     */
    Line(long bytesPerSecond) {
        nanosPerByte = bytesPerSecond == 0 ? 0 : 1e9 / bytesPerSecond;
    }

    /** Returns when the line has had the time to send so many bytes. */
    void send(int bytes) throws InterruptedException {
        if (nanosPerByte == 0) {
            return;
        }
        long nanos = Math.round(bytes * nanosPerByte);
        long now = System.nanoTime();
        // nanoTime has no fixed origin and may wrap, so times are compared by their difference.
        long end =
                bookedUntil.updateAndGet(
                        until -> until + Math.max(0, now - CREDIT_NANOS - until) + nanos);
        Thread.sleep(Duration.ofNanos(Math.max(0, end - now)));
    }
}
