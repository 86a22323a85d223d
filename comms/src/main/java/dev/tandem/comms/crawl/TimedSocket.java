// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/**
 * A socket from which nothing can be read after a deadline, however many bytes have come until
 * then. A timeout of a socket begins anew with every byte, so that a server that sends one a second
 * would never be given up; TLS on top of this one, whose handshake reads too, is held to the same
 * deadline.
 *
 * <p>A platform thread that waits for bytes does not notice that it is interrupted. Hence it waits
 * for a short time only, again and again.
 */
final class TimedSocket extends Socket {

    private static final int PATIENCE_MILLIS = 50;

    private final LongSupplier clock;
    private volatile long deadline;

    /**
     * @param clock in nanoseconds
     */
    TimedSocket(LongSupplier clock, long deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    /** Sets another deadline, for what is read from now on. */
    void until(long nanos) {
        deadline = nanos;
    }

    /**
     * @return a stream that fails with a {@link SocketTimeoutException} at the deadline, and with
     *     another {@link InterruptedIOException} when the thread is interrupted
     */
    @Override
    public InputStream getInputStream() throws IOException {
        setSoTimeout(PATIENCE_MILLIS);
        return new Timed(super.getInputStream());
    }

    private final class Timed extends FilterInputStream {

        Timed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            while (true) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while reading");
                }
                if (clock.getAsLong() - deadline >= 0) {
                    throw new SocketTimeoutException("the time for the page is over");
                }
                try {
                    return super.read(bytes, from, length);
                } catch (SocketTimeoutException _) {
                    // Looks again whether to go on waiting.
                }
            }
        }
    }
}
