// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream to its end so that its writer never waits, and keeps the last of it. Thread-safe.
 */
final class OutputTail {

    private static final int KEPT = 8 << 10;

    private final byte[] ring = new byte[KEPT];
    private long written;

    void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[KEPT];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            add(buffer, n);
        }
    }

    private synchronized void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (written++ % KEPT)] = bytes[i];
        }
    }

    /** The last lines, without an incomplete first one. */
    synchronized String text() {
        int size = (int) Math.min(written, KEPT);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = ring[(int) ((written - size + i) % KEPT)];
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int firstLine = written > KEPT ? text.indexOf('\n') + 1 : 0;
        return text.substring(firstLine).strip();
    }
}
