// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import dev.tandem.spi.ChannelLoop;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;

/** A client that stays connected and sends the same line many times. Touched by its loop alone. */
final class LoadClient {

    /** The shortest line that has the number of its client in it. */
    static final int FEWEST_BYTES = 16;

    private final Watcher watcher;
    private final SocketChannel channel = SocketChannel.open();
    private final SelectionKey key;
    private final byte[] line;
    private final ByteBuffer saying;
    private final ByteBuffer hearing;

    /** When the lines that are under way were to be sent. */
    private final Queue<Long> due = new ArrayDeque<>();

    /** How many lines are to be written to the channel; the first may be written in part. */
    private int unsent;

    /** How many lines follow when the one under way has come back. */
    private int left;

    /** Told what becomes of a client and its lines. */
    interface Watcher {

        void connected();

        void refused(IOException reason);

        /**
         * @param due when the line was to be sent, as {@link System#nanoTime} has it
         */
        void echoed(long due);

        /** The connection was closed, or something else has come back. */
        void lost(int lines);
    }

    LoadClient(ChannelLoop loop, int number, int bytes, InetSocketAddress server, Watcher watcher)
            throws IOException {
        this.watcher = watcher;
        // With the client's number: what was meant for another one is noticed.
        line =
                (String.format(Locale.ROOT, "%015d", number)
                                + "-".repeat(bytes - FEWEST_BYTES)
                                + "\n")
                        .getBytes(StandardCharsets.US_ASCII);
        saying = ByteBuffer.wrap(line);
        hearing = ByteBuffer.allocate(bytes);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = loop.register(channel, SelectionKey.OP_CONNECT, _ -> ready());
        if (channel.connect(server)) {
            connected();
        }
    }

    /**
     * Sends a line, and another one each time that one has come back.
     *
     * @param when it is to be sent
     * @param more how many others there are
     */
    void send(long when, int more) {
        due.add(when);
        left += more;
        unsent++;
        attempt(this::write);
    }

    private void ready() {
        if (channel.isConnectionPending()) {
            try {
                channel.finishConnect();
                connected();
            } catch (IOException e) {
                watcher.refused(e);
            }
        } else {
            attempt(() -> {
                write();
                read();
            });
        }
    }

    private void connected() {
        key.interestOps(SelectionKey.OP_READ);
        watcher.connected();
    }

    private void write() throws IOException {
        while (unsent > 0) {
            channel.write(saying);
            if (saying.hasRemaining()) {
                return;
            }
            saying.rewind();
            unsent--;
        }
    }

    private void read() throws IOException {
        boolean more;
        do {
            if (channel.read(hearing) < 0) {
                throw new EOFException("the server has hung up");
            }
            if (hearing.hasRemaining()) {
                return;
            }
            if (due.isEmpty() || !Arrays.equals(hearing.array(), line)) {
                throw new IOException("what comes back was not sent");
            }
            hearing.clear();
            // What is sent now cannot have come back yet.
            more = due.size() > 1;
            watcher.echoed(due.remove());
            if (left > 0) {
                left--;
                send(System.nanoTime(), 0);
            }
        } while (more);
    }

    /** What may fail, and the channel's readiness for what is left over. */
    private interface Step {
        void take() throws IOException;
    }

    private void attempt(Step step) {
        try {
            step.take();
            int operations = SelectionKey.OP_READ | (unsent > 0 ? SelectionKey.OP_WRITE : 0);
            if (channel.isOpen() && operations != key.interestOps()) {
                key.interestOps(operations);
            }
        } catch (IOException _) {
            lose();
        }
    }

    private void lose() {
        int lines = due.size() + left;
        due.clear();
        left = 0;
        unsent = 0;
        try {
            channel.close();
        } catch (IOException _) {
            // It was not usable before either.
        }
        watcher.lost(lines);
    }
}
