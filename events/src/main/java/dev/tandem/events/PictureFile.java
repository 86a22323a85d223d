// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that a picture is written into, where its user has named one.
 *
 * @param name empty for none
 */
record PictureFile(String name) {

    /**
     * @throws TandemException.Usage when it is plain that it cannot be written
     */
    PictureFile {
        if (!name.isEmpty()) {
            Path file = path(name);
            Path folder = file.toAbsolutePath().getParent();
            if (Files.isDirectory(file)) {
                throw new TandemException.Usage("'" + name + "' is a folder; name a file");
            }
            if (folder == null || !Files.isDirectory(folder)) {
                throw new TandemException.Usage("there is no folder to write '" + name + "' into");
            }
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TandemException.Usage("'" + name + "' is no name of a file");
        }
    }

    /**
     * @throws TandemException.Usage when the system does not let it be written
     */
    void write(String text) throws IOException {
        if (name.isEmpty()) {
            return;
        }
        try {
            Files.writeString(path(name), text);
        } catch (FileSystemException e) {
            throw new TandemException.Usage("'" + name + "' cannot be written; name another file");
        } catch (IOException e) {
            throw new IOException("cannot write " + name + ": " + e.getMessage(), e);
        }
    }
}
