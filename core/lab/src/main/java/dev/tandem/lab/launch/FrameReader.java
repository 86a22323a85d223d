// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.Event;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads what {@link FrameWriter} writes, and believes nothing. For one thread. */
final class FrameReader {

    private static final int SHOWN = 60;

    private final InputStream in;

    /**
     * @param in should be buffered
     */
    FrameReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next frame; empty when the stream has ended where a frame ends.
     *
     * @throws ProtocolException when the bytes are not a frame, with a sentence's predicate of
     *     which the sender is the subject
     * @throws EOFException when the stream ends within a frame
     */
    Optional<Frame> read() throws IOException {
        byte[] start = in.readNBytes(FrameWriter.HEADER);
        if (start.length == 0) {
            return Optional.empty();
        }
        byte[] magic = ByteBuffer.allocate(Integer.BYTES).putInt(FrameWriter.MAGIC).array();
        for (int i = 0; i < Math.min(magic.length, start.length); i++) {
            if (start[i] != magic[i]) {
                throw new ProtocolException(
                        "wrote \"" + printable(start) + "\" where a frame should begin");
            }
        }
        if (start.length < FrameWriter.HEADER) {
            throw new EOFException("ended within the head of a frame");
        }
        ByteBuffer header = ByteBuffer.wrap(start);
        header.getInt();
        char kind = (char) header.get();
        int length = header.getInt();
        if (length < 0 || length > FrameWriter.LONGEST) {
            throw new ProtocolException(
                    "announced a frame of "
                            + Integer.toUnsignedString(length)
                            + " bytes, of which "
                            + FrameWriter.LONGEST
                            + " are allowed");
        }
        byte[] body = new byte[length];
        int count = in.readNBytes(body, 0, length);
        if (count < length) {
            throw new EOFException(
                    "ended within a frame, after " + count + " of its " + length + " bytes");
        }
        return Optional.of(frame(kind, body));
    }

    private static Frame frame(char kind, byte[] body) throws ProtocolException {
        var in = new FrameBody.Reader(body);
        return switch (kind) {
            case 'S' -> new Frame.Start(in.text(), in.texts());
            case 'M' -> new Frame.Message(body);
            case 'E' -> new Frame.EndOfInput();
            case 'R' -> new Frame.Ready();
            case 'T' -> new Frame.Step(new Event(in.number(), in.number(), in.text(), in.text()));
            case 'D' -> new Frame.Done();
            case 'F' -> new Frame.Failed(RemoteError.readFrom(in));
            default ->
                    throw new ProtocolException("sent a frame of the unknown kind " + (int) kind);
        };
    }

    /**
     * The beginning of the garbage with what already waits behind it: enough to recognise a stray
     * line of output.
     */
    private String printable(byte[] start) throws IOException {
        byte[] more = in.readNBytes(Math.min(SHOWN, in.available()));
        var text = new StringBuilder();
        for (byte[] part : new byte[][] {start, more}) {
            for (byte b : part) {
                text.append(b >= ' ' && b < 127 ? (char) b : '.');
            }
        }
        return text.toString();
    }
}
