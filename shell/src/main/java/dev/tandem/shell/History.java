// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.function.Consumer;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * The lines that were typed, kept in a file that only its owner reads. A file that cannot be used
 * is said once, and the history then lasts as long as the shell.
 */
final class History extends DefaultHistory {

    private final Path file;
    private final Consumer<String> complaint;
    private boolean usable = true;

    /**
     * @param file which the reader's variable names too
     * @param complaint hears the one line about a file that cannot be used
     */
    History(Path file, Consumer<String> complaint) {
        this.file = file;
        this.complaint = complaint;
    }

    /** Where the history of a user is kept. */
    static Path file(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        // The XDG specification says to ignore a relative path.
        // Not the property of Java alone, which knows the entry of the user and not the variable.
        String home = environment.getOrDefault("HOME", "");
        Path folder =
                state.startsWith("/")
                        ? Path.of(state)
                        : Path.of(
                                home.startsWith("/") ? home : System.getProperty("user.home"),
                                ".local",
                                "state");
        return folder.resolve("tandem").resolve("history");
    }

    @Override
    public void load() {
        attempt(() -> {
            makePrivate();
            super.load();
        });
    }

    @Override
    public void save() {
        attempt(super::save);
    }

    @FunctionalInterface
    private interface Access {
        void go() throws IOException;
    }

    private void attempt(Access access) {
        if (!usable) {
            return;
        }
        try {
            access.go();
        } catch (IOException | UncheckedIOException e) {
            usable = false;
            complaint.accept("this session's history is not kept: " + e);
        }
    }

    private void makePrivate() throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (posix) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        if (posix) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
