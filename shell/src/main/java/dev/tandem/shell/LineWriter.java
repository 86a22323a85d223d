// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import java.io.Writer;
import java.util.function.Consumer;

/** Passes on what is written, a whole line at a time; closing it passes on what is left. */
final class LineWriter extends Writer {

    private final Consumer<String> lines;
    private final StringBuilder line = new StringBuilder();

    LineWriter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        synchronized (lock) {
            for (int i = offset; i < offset + length; i++) {
                if (chars[i] == '\n') {
                    pass();
                } else if (chars[i] != '\r') {
                    line.append(chars[i]);
                }
            }
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        synchronized (lock) {
            if (!line.isEmpty()) {
                pass();
            }
        }
    }

    private void pass() {
        lines.accept(line.toString());
        line.setLength(0);
    }
}
