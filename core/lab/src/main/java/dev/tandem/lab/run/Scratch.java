// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder that comes into being when it is first asked for and goes, with all that is in
 * it, when closed.
 */
final class Scratch implements AutoCloseable {

    private @Nullable Path folder;

    /** Where it is made. */
    static String place() {
        return System.getProperty("java.io.tmpdir");
    }

    /**
     * @throws TandemException.Missing when no folder can be made there
     */
    synchronized Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("tandem-");
            } catch (IOException e) {
                throw new TandemException.Missing(
                        "cannot make a folder in " + place() + " for temporary files: " + reason(e),
                        "make room there, or let it be written to");
            }
        }
        return folder;
    }

    private static String reason(IOException error) {
        return error instanceof FileSystemException e && e.getReason() != null
                ? e.getReason()
                : String.valueOf(error.getMessage());
    }

    /** Whether there is a folder and not a byte of room left in it. */
    synchronized boolean isFull() {
        try {
            return folder != null && Files.getFileStore(folder).getUsableSpace() == 0;
        } catch (IOException e) {
            // Nothing can be said of it, so it does not explain anything either.
            return false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (folder == null) {
            return;
        }
        // What is gone already was not left behind.
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException error)
                            throws IOException {
                        if (error instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw error;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException error) throws IOException {
                        if (error != null) {
                            throw error;
                        }
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
        folder = null;
    }
}
