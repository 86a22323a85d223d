// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.catalogue;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.os.Image;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;

/**
 * Finds chapters. A provider that cannot be loaded becomes a {@link Problem}; the next one is
 * looked at all the same.
 */
final class Providers {

    /**
     * A class path of plug-in jars, for the JVM: beside {@code java -jar}, which has no class path
     * of its own.
     */
    static final String PLUGINS = "TANDEM_PLUGINS";

    private static final String SERVICE = "META-INF/services/" + Chapter.class.getName();

    private final List<Chapter> chapters = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @throws TandemException.Missing when not every provider can be read, for want of files that
     *     may be open
     */
    Providers(Optional<String> plugins) {
        collect(ServiceLoader.load(Chapter.class));
        plugins.filter(path -> !path.isBlank()).ifPresent(this::collectPlugins);
        checkDescriptors();
    }

    /** A class loader passes over a jar that it cannot open, and the chapter in it with it. */
    private static void checkDescriptors() {
        try (var file = new FileInputStream("/dev/null")) {
            int _ = file.available();
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Too many open files")) {
                throw new TandemException.Missing(
                        "no more files may be open, and chapters may be missing",
                        "raise the limit, see ulimit -n");
            }
        }
    }

    List<Chapter> chapters() {
        return chapters;
    }

    List<Problem> problems() {
        return problems;
    }

    // The loader stays open as long as the process: its classes may be needed at any time.
    @SuppressWarnings("resource")
    private void collectPlugins(String path) {
        if (Image.RUNS) {
            problems.add(
                    new Problem(
                            PLUGINS,
                            "a native executable cannot load plug-ins; use the JVM distribution"));
            return;
        }
        int before = chapters.size() + problems.size();
        List<URL> urls = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                continue;
            }
            Path file;
            try {
                file = Path.of(entry);
            } catch (InvalidPathException e) {
                problems.add(new Problem(PLUGINS, "'" + entry + "' is no name of a file"));
                continue;
            }
            if (!Files.exists(file)) {
                problems.add(new Problem(PLUGINS, "there is no file " + file));
                continue;
            }
            try {
                checkReadable(file);
                urls.add(file.toUri().toURL());
            } catch (IOException e) {
                problems.add(new Problem(PLUGINS, file + " cannot be read: " + e.getMessage()));
            }
        }
        collect(
                ServiceLoader.load(
                        Chapter.class,
                        new URLClassLoader(
                                "plug-ins",
                                urls.toArray(URL[]::new),
                                Chapter.class.getClassLoader())));
        if (chapters.size() + problems.size() == before) {
            problems.add(new Problem(PLUGINS, "no " + SERVICE + " in it names a chapter"));
        }
    }

    /** A class loader passes over what it cannot read. */
    private static void checkReadable(Path file) throws IOException {
        if (!Files.isDirectory(file)) {
            try (var zip = new ZipFile(file.toFile())) {
                int _ = zip.size();
            }
        }
    }

    private void collect(ServiceLoader<Chapter> loader) {
        Iterator<ServiceLoader.Provider<Chapter>> iterator = loader.stream().iterator();
        while (true) {
            String name = "a provider file";
            try {
                if (!iterator.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<Chapter> provider = iterator.next();
                name = provider.type().getName();
                if (chapters.stream().noneMatch(c -> c.getClass() == provider.type())) {
                    chapters.add(provider.get());
                }
            } catch (Throwable e) {
                // A provider is somebody else's code, whose constructor may throw anything.
                problems.add(new Problem(name, rootMessage(e)));
            }
        }
    }

    /** The message of the innermost cause, in one line. */
    static String rootMessage(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String kind = root.getClass().getSimpleName();
        return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
    }
}
