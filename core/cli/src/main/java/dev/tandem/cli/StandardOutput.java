// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Standard output that remembers its first failure, and cancels the command whose output nobody
 * will see: a closed pipe ends a long run as it would end any program.
 */
final class StandardOutput extends FilterOutputStream {

    private final Runnable cancel;
    private final AtomicReference<IOException> failure = new AtomicReference<>();

    StandardOutput(OutputStream out, Runnable cancel) {
        super(out);
        this.cancel = cancel;
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure.get());
    }

    boolean isBrokenPipe() {
        return failure()
                .map(e -> String.valueOf(e.getMessage()).contains("Broken pipe"))
                .orElse(false);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (failure.compareAndSet(null, e)) {
                cancel.run();
            }
            throw e;
        }
    }
}
