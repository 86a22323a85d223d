// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import dev.tandem.spi.Seeds;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.random.RandomGenerator;

/** A client's side of a connection: it says a line and the next when that has come back. */
public final class Dialogue {

    private final int lines;
    private final RandomGenerator random;
    private final ByteBuffer saying;
    private final ByteBuffer hearing;
    private int done;
    private long hash = 17;

    /**
     * @param bytes of a line, with its end
     */
    public Dialogue(long seed, int client, int lines, int bytes) {
        this.lines = lines;
        random = Seeds.stream(seed, client);
        saying = ByteBuffer.allocate(bytes);
        hearing = ByteBuffer.allocate(bytes);
        write();
    }

    private void write() {
        saying.clear();
        while (saying.remaining() > 1) {
            saying.put((byte) random.nextInt('a', 'z' + 1));
        }
        saying.put((byte) '\n').flip();
        hearing.clear();
    }

    /**
     * Goes on as long as the channel lets it: to the end with one that blocks.
     *
     * @throws EOFException when the server has hung up
     * @throws IOException also when what comes back is not what was said
     */
    public void advance(ByteChannel server) throws IOException {
        while (!isOver()) {
            server.write(saying);
            if (isSpeaking()) {
                return;
            }
            int count = server.read(hearing);
            if (count < 0) {
                throw new EOFException("the server hangs up after " + done + " lines");
            }
            if (count == 0) {
                return;
            }
            if (!hearing.hasRemaining()) {
                next();
            }
        }
    }

    private void next() throws IOException {
        if (!saying.flip().equals(hearing.flip())) {
            throw new IOException("line " + (done + 1) + " comes back changed");
        }
        hash = 1_000_003 * hash + hearing.hashCode();
        done++;
        write();
    }

    /** Whether a part of the line is still to be sent. */
    public boolean isSpeaking() {
        return saying.hasRemaining();
    }

    public boolean isOver() {
        return done == lines;
    }

    /** Covers every byte that has come back. */
    public long hash() {
        return hash;
    }
}
