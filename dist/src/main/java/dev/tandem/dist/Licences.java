// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static java.util.Map.entry;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Gathers the licences of the jars of others, a folder for each artifact. */
final class Licences {

    /** The name of a jar: the artifact, and what of it gives a family of artifacts its name. */
    private static final Pattern JAR =
            Pattern.compile("(([A-Za-z][A-Za-z0-9]*)[A-Za-z0-9-]*?)-\\d.*\\.jar");

    private static final Pattern TEXT = Pattern.compile("(LICENSE|NOTICE)[^/]*");

    private static final List<String> APACHE = List.of("apache-2.0.txt");

    /** What stands in for the texts that the jars of a family lack. */
    private static final Map<String, List<String>> KEPT =
            Map.ofEntries(
                    entry("asm", List.of("asm.txt")),
                    entry("avaje", APACHE),
                    entry("crawler", APACHE),
                    entry("disruptor", APACHE),
                    entry("jctools", APACHE),
                    // Its text lies beside META-INF.
                    entry("jgroups", APACHE),
                    entry("jline", List.of("jline.txt")),
                    entry("jsoup", List.of("jsoup.txt")),
                    entry("jspecify", APACHE),
                    // Its library for Linux contains the other two.
                    entry("lwjgl", List.of("lwjgl.txt", "libffi.txt", "liburing.txt")),
                    entry("picocli", APACHE),
                    entry("reactive", List.of("reactive-streams.txt")));

    private final Path kept;

    /**
     * @param kept the folder of the texts that jars lack
     */
    Licences(Path kept) {
        this.kept = kept;
    }

    /**
     * Writes the texts of every jar on a class path that is none of our own.
     *
     * @throws IllegalStateException when there is none for one of them
     */
    void write(String classPath, Path folder) throws IOException {
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            Matcher name = JAR.matcher(jar.getFileName().toString());
            if (name.matches() && !name.group(2).equals(Documents.ALL)) {
                copy(jar, name.group(2), Files.createDirectories(folder.resolve(name.group(1))));
            }
        }
    }

    private void copy(Path jar, String family, Path folder) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            List<Path> texts = new ArrayList<>(texts(inside.getPath("META-INF")));
            if (texts.stream().noneMatch(text -> text.getFileName().toString().startsWith("L"))) {
                KEPT.getOrDefault(family, List.of()).forEach(text -> texts.add(kept.resolve(text)));
            }
            if (texts.isEmpty()) {
                throw new IllegalStateException(
                        jar.getFileName() + " has no licence in it, and none is kept for it");
            }
            for (Path text : texts) {
                Files.write(
                        folder.resolve(text.getFileName().toString()), Files.readAllBytes(text));
            }
        }
    }

    private static List<Path> texts(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> TEXT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
