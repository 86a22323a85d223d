// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.catalogue;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.Job;
import dev.tandem.spi.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import jdk.internal.misc.Unsafe;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;

/**
 * Has every specification made while a native image is built: it never depends on the machine, and
 * half of what {@code list} takes would go into making them. The classes that are initialised on
 * the way come into the image as they are then; no other class of a chapter does. Nothing else uses
 * this class.
 */
public final class ImageFeature implements Feature {

    private static final String CLASS = ".class";

    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        RuntimeClassInitialization.initializeAtBuildTime(Chapter.class.getPackageName());
        for (Chapter chapter :
                ServiceLoader.load(Chapter.class, access.getApplicationClassLoader())) {
            chapter.workloads().forEach(Workload::spec);
            chapter.jobs().forEach(Job::spec);
            String folder = chapter.getClass().getPackageName().replace('.', '/');
            access.getApplicationClassPath().stream()
                    .flatMap(entry -> names(entry, folder).stream())
                    .map(access::findClassByName)
                    .filter(Objects::nonNull)
                    .filter(type -> !Unsafe.getUnsafe().shouldBeInitialized(type))
                    .forEach(RuntimeClassInitialization::initializeAtBuildTime);
        }
    }

    /** The classes in a folder, in what is below it too, of an entry of the class path. */
    private static List<String> names(Path entry, String folder) {
        try {
            if (Files.isDirectory(entry)) {
                return names(entry, entry.resolve(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(entry)) {
                Path root = jar.getPath("/");
                return names(root, root.resolve(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path root, Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(CLASS))
                    .map(name -> name.substring(0, name.length() - CLASS.length()))
                    .map(name -> name.replace('/', '.'))
                    .toList();
        }
    }
}
