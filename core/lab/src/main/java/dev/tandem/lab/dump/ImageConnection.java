// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.graalvm.nativeimage.StackValue;
import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunction.Transition;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CLongPointer;

/** The connection in a native image of Linux: the system calls, see unix(7), poll(2), send(2). */
final class ImageConnection implements Connection {

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int POLLIN = 1;

    /** A {@code sockaddr_un}: two bytes for its kind, then the path with a zero at its end. */
    private static final int ADDRESS_BYTES = 110;

    private static final int PIECE = 1 << 12;

    /** For so long an interrupt goes unnoticed. */
    private static final long SLICE_MILLIS = 50;

    private final int file;

    ImageConnection(Path socket) throws IOException {
        file = socket(AF_UNIX, SOCK_STREAM, 0);
        if (file < 0 || !connect(file, socket)) {
            close();
            throw new IOException("cannot connect to " + socket);
        }
    }

    @CFunction(value = "socket", transition = Transition.NO_TRANSITION)
    private static native int socket(int domain, int type, int protocol);

    @CFunction("connect")
    private static native int connect(int file, CCharPointer address, int length);

    @CFunction("send")
    private static native long send(int file, CCharPointer bytes, long count, int flags);

    @CFunction("poll")
    private static native int poll(CLongPointer entries, long count, int millis);

    @CFunction("read")
    private static native long read(int file, CCharPointer bytes, long count);

    @CFunction(value = "close", transition = Transition.NO_TRANSITION)
    private static native int close(int file);

    private static boolean connect(int file, Path socket) {
        byte[] path = socket.toString().getBytes(StandardCharsets.UTF_8);
        if (path.length > ADDRESS_BYTES - 3) {
            return false;
        }
        CCharPointer address = StackValue.get(ADDRESS_BYTES);
        address.write(0, (byte) AF_UNIX);
        address.write(1, (byte) 0);
        for (int i = 0; i < ADDRESS_BYTES - 2; i++) {
            address.write(2 + i, i < path.length ? path[i] : 0);
        }
        return connect(file, address, ADDRESS_BYTES) == 0;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        CCharPointer piece = StackValue.get(PIECE);
        for (int from = 0; from < bytes.length; ) {
            int length = Math.min(PIECE, bytes.length - from);
            for (int i = 0; i < length; i++) {
                piece.write(i, bytes[from + i]);
            }
            long sent = send(file, piece, length, MSG_NOSIGNAL);
            if (sent <= 0) {
                throw new IOException("the connection is closed");
            }
            from += (int) sent;
        }
    }

    @Override
    public int read(byte[] buffer, long millis) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!hasCome()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ClosedByInterruptException();
            }
            if (deadline - System.nanoTime() <= 0) {
                return 0;
            }
        }
        CCharPointer piece = StackValue.get(PIECE);
        int length = (int) read(file, piece, Math.min(PIECE, buffer.length));
        if (length < 0) {
            throw new IOException("the connection is closed");
        }
        for (int i = 0; i < length; i++) {
            buffer[i] = piece.read(i);
        }
        return length == 0 ? -1 : length;
    }

    /** A {@code pollfd} is a number of 32 bits, and what is asked and answered in 16 each. */
    private boolean hasCome() {
        CLongPointer entry = StackValue.get(CLongPointer.class);
        entry.write(file | (long) POLLIN << 32);
        return poll(entry, 1, (int) SLICE_MILLIS) > 0;
    }

    @Override
    public void close() {
        if (file >= 0) {
            close(file);
        }
    }
}
