// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes frames: the four bytes {@link #MAGIC}, one for the kind, four for the length of the body,
 * the body. Thread-safe; each frame is on its way when {@link #write} returns.
 */
final class FrameWriter {

    /** The letters tdm and the version of the protocol. */
    static final int MAGIC = 't' << 24 | 'd' << 16 | 'm' << 8 | 1;

    static final int HEADER = 9;

    /** The longest body. Whatever announces more is not one of us. */
    static final int LONGEST = 64 << 20;

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param out need not be buffered
     */
    FrameWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * @throws IllegalArgumentException when a message is longer than {@link #LONGEST}
     */
    void write(Frame frame) throws IOException {
        byte[] body = body(frame);
        if (body.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a message has at most "
                            + LONGEST
                            + " bytes, not "
                            + body.length
                            + "; send it in pieces");
        }
        byte[] header =
                ByteBuffer.allocate(HEADER)
                        .putInt(MAGIC)
                        .put((byte) kind(frame))
                        .putInt(body.length)
                        .array();
        lock.lock();
        try {
            if (body.length < 1 << 12) {
                // One call of the kernel for a small frame, none that copies for a large one.
                byte[] whole = new byte[HEADER + body.length];
                System.arraycopy(header, 0, whole, 0, HEADER);
                System.arraycopy(body, 0, whole, HEADER, body.length);
                out.write(whole);
            } else {
                out.write(header);
                out.write(body);
            }
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the stream unless another thread is stuck in writing to it, who could not be helped by
     * that.
     *
     * @return whether it is closed
     */
    boolean closeUnlessStuck() {
        boolean free = false;
        try {
            free = lock.tryLock(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            free = lock.tryLock();
        }
        if (!free) {
            return false;
        }
        try {
            out.close();
            return true;
        } catch (IOException e) {
            // The other side is gone already, which is what closing would have told it to be.
            return true;
        } finally {
            lock.unlock();
        }
    }

    static char kind(Frame frame) {
        return switch (frame) {
            case Frame.Start start -> 'S';
            case Frame.Message message -> 'M';
            case Frame.EndOfInput end -> 'E';
            case Frame.Ready ready -> 'R';
            case Frame.Step step -> 'T';
            case Frame.Done done -> 'D';
            case Frame.Failed failed -> 'F';
        };
    }

    private static byte[] body(Frame frame) {
        var out = new FrameBody.Writer();
        switch (frame) {
            case Frame.Message(byte[] body) -> {
                return body;
            }
            case Frame.Start(String id, var arguments) -> {
                out.text(id);
                out.texts(arguments);
            }
            case Frame.Step(Event event) -> {
                out.number(event.nanos());
                out.number(event.pid());
                out.text(event.thread());
                out.text(event.text());
            }
            case Frame.Failed(RemoteError error) -> error.writeTo(out);
            case Frame.EndOfInput end -> {}
            case Frame.Ready ready -> {}
            case Frame.Done done -> {}
        }
        return out.toByteArray();
    }
}
