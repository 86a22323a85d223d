// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.spi.os.Image;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands in, while open, for those of the three standard streams that the caller has closed, lest a
 * file of ours be given their number. Each is {@code /dev/null} opened for reading, so that writing
 * fails as it would have. In a native image only: a JVM has opened files of its own before it gets
 * here, and the launcher sees to it.
 */
final class ClosedStreams implements AutoCloseable {

    private static final int STANDARD_STREAMS = 3;

    private final List<FileInputStream> standIns = new ArrayList<>();

    private ClosedStreams() {}

    static ClosedStreams open() {
        var streams = new ClosedStreams();
        for (int i = 0; Image.RUNS && i < STANDARD_STREAMS; i++) {
            if (!Files.exists(Path.of("/dev/fd/" + i))) {
                streams.standIn();
            }
        }
        return streams;
    }

    // A new file gets the lowest number that is free.
    private void standIn() {
        try {
            standIns.add(new FileInputStream("/dev/null"));
        } catch (IOException e) {
            throw new IllegalStateException("a standard stream is closed, and /dev/null too", e);
        }
    }

    @Override
    public void close() {
        for (FileInputStream standIn : standIns) {
            try {
                standIn.close();
            } catch (IOException e) {
                // Nothing was written to it.
            }
        }
    }
}
