package dev.tandem.core.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
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

    synchronized Path folder() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("tandem-");
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot make a temporary folder: " + e.getMessage(), e);
            }
        }
        return folder;
    }

    @Override
    public synchronized void close() throws IOException {
        if (folder == null) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path visited, @Nullable IOException error) throws IOException {
                        if (error != null) {
                            throw error;
                        }
                        Files.delete(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
        folder = null;
    }
}
