// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The names of files that a word can go on to. */
final class FileNames {

    private FileNames() {}

    /**
     * Those that begin as the word does, sorted; a folder ends with a slash, behind which the word
     * goes on. Hidden ones are among them once their dot has been typed. Nothing where there is no
     * such folder.
     */
    static List<Choice> after(String typed) {
        int slash = typed.lastIndexOf('/') + 1;
        String folder = typed.substring(0, slash);
        String begun = typed.substring(slash);
        List<Choice> all = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.startsWith(begun) && name.startsWith(".") == begun.startsWith(".")) {
                    boolean isFolder = Files.isDirectory(entry);
                    String shown = isFolder ? name + "/" : name;
                    all.add(new Choice(folder + shown, shown, "", !isFolder));
                }
            }
        } catch (IOException | InvalidPathException e) {
            // There is nothing to choose from, and what is wrong is said once it is executed.
            return List.of();
        }
        all.sort(Comparator.comparing(Choice::value));
        return all;
    }
}
