// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.explore.Subject;
import dev.tandem.explore.rewriting.Scope;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
import dev.tandem.spi.os.Image;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands of the explorer drive: a workload, or code of the user's own. */
final class ExploreOptions {

    /** What {@code --full} does. */
    static final String FULL =
            "Show every step; else those within one call of the JDK or of a library are one row.";

    @Parameters(
            paramLabel = "ID",
            description =
                    "The workload; with --class-path a class: CLASS, a Runnable, or CLASS#METHOD.")
    String id = "";

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "The way it is written. Default: the first without a flaw.")
    @Nullable String variant;

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            parameterConsumer = Assignments.class,
            description =
                    "Set a parameter. Default: the small values that the workload is explored with.")
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "What random input, and random numbers, are made from. Default: ${DEFAULT-VALUE}.")
    long seed = RunOptions.DEFAULT_SEED;

    @Option(
            names = "--class-path",
            paramLabel = "P",
            description = "Where classes of your own are found, as for java.")
    @Nullable String classPath;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "After how many steps an execution is a livelock. Default: ${DEFAULT-VALUE}.")
    int steps = 20_000;

    @Option(
            names = "--include",
            paramLabel = "P",
            split = ",",
            description =
                    "Packages and classes of your own that are explored; the others are one step. Default: all.")
    Set<String> included = Set.of();

    @Option(
            names = "--exclude",
            paramLabel = "P",
            split = ",",
            description = "Packages and classes of your own that are one step.")
    Set<String> excluded = Set.of();

    /**
     * @throws TandemException.Usage when there is no such thing, or it cannot be explored
     */
    Subject subject(Catalogue catalogue) {
        if (classPath != null) {
            if (variant != null || !parameters.isEmpty()) {
                throw new TandemException.Usage(
                        "a class of your own has neither variants nor parameters");
            }
            int hash = id.indexOf('#');
            return new Subject.OfClass(
                            hash < 0 ? id : id.substring(0, hash),
                            hash < 0 ? "" : id.substring(hash + 1),
                            loader(classPath),
                            seed)
                    .within(new Scope(Set.copyOf(included), Set.copyOf(excluded)));
        }
        if (!included.isEmpty() || !excluded.isEmpty()) {
            throw new TandemException.Usage(
                    "--include and --exclude are for code of your own, with --class-path");
        }
        Workload workload = catalogue.workload(id);
        var spec = workload.spec();
        if (spec.exploration().isEmpty()) {
            throw new TandemException.Usage(
                    id
                            + " cannot be explored: it depends on more than its threads; 'run "
                            + id
                            + "' runs it");
        }
        Variant<?> chosen = variant == null ? spec.defaultVariant() : spec.variant(variant);
        return Subject.OfWorkload.of(workload, chosen.id(), parameters, seed);
    }

    /**
     * What finds the classes of the class path.
     *
     * @throws TandemException.Usage when there is no class path
     */
    ClassLoader loader() {
        if (classPath == null) {
            throw new TandemException.Usage("a class of your own is found by --class-path");
        }
        return loader(classPath);
    }

    // Open as long as the process: classes may be asked for at any time of the exploration.
    @SuppressWarnings("resource")
    private static ClassLoader loader(String path) {
        List<URL> urls = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, 0)) {
            Path file = WholeFile.path(entry);
            if (!Files.exists(file)) {
                throw new TandemException.Usage(
                        "the class path names " + file + ", which is not there");
            }
            try {
                urls.add(file.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new TandemException.Usage(
                        "the class path names " + file + ": " + e.getMessage());
            }
        }
        ClassLoader parent = ExploreOptions.class.getClassLoader();
        // An image loads no classes, and says so when they are to be explored.
        return Image.RUNS
                ? parent
                : new URLClassLoader("explored", urls.toArray(URL[]::new), parent);
    }

    /** The command line that repeats a schedule of this very program. */
    String replayLine(String executable, String schedule) {
        var line = new StringBuilder(executable).append(" replay");
        if (classPath != null) {
            line.append(" --class-path ").append(quoted(classPath));
        }
        append(line, "--include", included);
        append(line, "--exclude", excluded);
        line.append(' ').append(quoted(id));
        if (variant != null) {
            line.append(" --variant ").append(variant);
        }
        parameters.forEach((name, value) -> line.append(" -p ").append(quoted(name + "=" + value)));
        if (seed != RunOptions.DEFAULT_SEED) {
            line.append(" --seed ").append(seed);
        }
        return line.append(" --schedule ").append(schedule).toString();
    }

    private static void append(StringBuilder line, String option, Set<String> parts) {
        if (!parts.isEmpty()) {
            String all = String.join(",", new TreeSet<>(parts));
            line.append(' ').append(option).append(' ').append(quoted(all));
        }
    }

    /** A word as a shell takes it for one. */
    static String quoted(String word) {
        return word.matches("[\\w.,:/=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
