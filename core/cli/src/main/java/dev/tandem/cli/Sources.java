// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.InfoDocument.SourceFile;
import dev.tandem.cli.text.JavaSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sources that travel beside the classes of a chapter, in its jar and in its image. */
final class Sources {

    private static final String FOLDER = "META-INF/tandem/sources/";

    private Sources() {}

    /**
     * The file of a workload or job, then those of its package that it names; empty when they do
     * not travel with it.
     */
    static List<SourceFile> of(Object exhibit) {
        String type = exhibit.getClass().getName().split("\\$", 2)[0];
        ClassLoader loader = exhibit.getClass().getClassLoader();
        String folder = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
        String own = type.substring(folder.length());
        List<SourceFile> files = new ArrayList<>();
        read(loader, folder, own)
                .ifPresent(file -> {
                    files.add(file);
                    JavaSource.typeNames(file.text()).stream()
                            .filter(name -> !name.equals(own))
                            .forEach(name -> read(loader, folder, name).ifPresent(files::add));
                });
        return files;
    }

    private static Optional<SourceFile> read(ClassLoader loader, String folder, String name) {
        String file = folder + name + ".java";
        try (InputStream source = loader.getResourceAsStream(FOLDER + file)) {
            return source == null
                    ? Optional.empty()
                    : Optional.of(
                            new SourceFile(
                                    file,
                                    new String(source.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
