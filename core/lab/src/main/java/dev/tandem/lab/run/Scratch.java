// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder that comes into being when it is first asked for and goes, with all that is in
 * it, when closed.
 */
final class Scratch implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

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
                folder = create(Path.of(place()));
            } catch (IOException e) {
                throw new TandemException.Missing(
                        "cannot make a folder in " + place() + " for temporary files: " + reason(e),
                        "make room there, or let it be written to");
            }
        }
        return folder;
    }

    /**
     * Not {@link Files#createTempDirectory}: it draws names as if they were secrets, for which an
     * image would need all of the JDK's cryptography. What is there already is not used.
     */
    private static Path create(Path parent) throws IOException {
        FileAttribute<?>[] forOwner =
                parent.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                        : new FileAttribute<?>[0];
        while (true) {
            String name =
                    "tandem-"
                            + ProcessHandle.current().pid()
                            + "-"
                            + Long.toHexString(System.nanoTime());
            try {
                return Files.createDirectory(parent.resolve(name), forOwner);
            } catch (FileAlreadyExistsException e) {
                // Of a process with the same number in another container, or of a moment ago.
            }
        }
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
