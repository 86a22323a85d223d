// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Files that users name: read whole, and written whole or not at all. */
final class WholeFile {

    private WholeFile() {}

    /**
     * The path that a user has named.
     *
     * @throws TandemException.Usage when it cannot become a file: it is a folder, its folder is not
     *     there, or nothing may be written there
     */
    static Path named(String text) {
        Path file = path(text);
        Path folder = file.toAbsolutePath().getParent();
        if (text.isEmpty() || folder == null || Files.isDirectory(file)) {
            throw new TandemException.Usage("'" + text + "' is a folder; name a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new TandemException.Usage(
                    "there is no folder " + folder + " to write " + file.getFileName() + " into");
        }
        // A file is replaced, for which its folder counts; a device is not.
        boolean replaced = !Files.exists(file) || Files.isRegularFile(file);
        if ((Files.exists(file) && !Files.isWritable(file))
                || (replaced && !Files.isWritable(folder))) {
            throw new TandemException.Usage(
                    "there is no permission to write " + file + "; name another file");
        }
        return file;
    }

    /**
     * The path that a user has named, which need not be there.
     *
     * @throws TandemException.Usage when it has characters that no file can have here
     */
    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TandemException.Usage("'" + text + "' is no name of a file");
        }
    }

    /**
     * The text of a file.
     *
     * @throws TandemException.Usage when it cannot be read, or is no text
     */
    static String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (NoSuchFileException e) {
            throw new TandemException.Usage("there is no file '" + name + "'");
        } catch (CharacterCodingException e) {
            throw new TandemException.Usage("'" + name + "' is no text");
        } catch (IOException e) {
            throw new TandemException.Usage("cannot read '" + name + "': " + reason(e));
        }
    }

    /**
     * Writes a text beside its place and moves it there, so that what was there before stays until
     * all of the text has been written.
     *
     * @throws IOException with a message of one line that names the file
     */
    static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Copies a file, the whole of it or nothing.
     *
     * @throws IOException with a message of one line that names the copy
     */
    static void copy(Path from, Path file) throws IOException {
        write(file, Files.readAllBytes(from));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Path part = null;
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A device or a pipe, such as /dev/stdout, is written to and not replaced.
                Files.write(file, content);
                return;
            }
            // Not createTempFile, whose files only their owner can read.
            Path beside =
                    file.resolveSibling(
                            "." + file.getFileName() + "." + ProcessHandle.current().pid());
            part = Files.createFile(beside);
            Files.write(part, content);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (part != null) {
                Files.deleteIfExists(part);
            }
            throw new IOException("cannot write " + file + ": " + reason(e), e);
        }
    }

    private static @Nullable String reason(IOException e) {
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e instanceof java.nio.file.AccessDeniedException
                ? "permission denied"
                : e.getMessage();
    }
}
