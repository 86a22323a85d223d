// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.own.OwnCode;
import dev.tandem.spi.Job;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.os.Image;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Code of the user's own in the place of a job, which is kept out of this process. */
final class OwnOptions {

    /** Says to the worker that it is the process to measure in. */
    static final String HERE = "--here";

    @Option(
            names = "--class-path",
            paramLabel = "P",
            description =
                    "Where classes of your own are found, as for java. In place of the job stands CLASS, which implements Job, or CLASS#METHOD, which takes the number of a part or nothing (-p parts=N). In a process of its own, on a JVM.")
    private Optional<String> classPath = Optional.empty();

    @Option(names = HERE, hidden = true)
    private boolean here;

    /**
     * The class path to start a worker with that executes the command in place of this process;
     * empty when this one shall.
     *
     * @throws Usage when an entry is not there
     */
    Optional<String> elsewhere() {
        classPath.ifPresent(OwnOptions::check);
        return isHere() ? Optional.empty() : classPath;
    }

    /** Never an image, which loads no classes. */
    private boolean isHere() {
        return !Image.RUNS && here;
    }

    private static void check(String path) {
        for (String entry : path.split(File.pathSeparator, -1)) {
            boolean many = entry.endsWith(File.separator + "*");
            Path file = WholeFile.path(many ? entry.substring(0, entry.length() - 2) : entry);
            if (entry.isEmpty() || !Files.exists(file)) {
                throw new Usage("the class path names '" + entry + "', which is not there");
            }
        }
    }

    /**
     * @throws Usage when there is no such job
     */
    Job<?> job(String id, Catalogue catalogue) {
        return isHere() ? OwnCode.job(id, ClassLoader.getSystemClassLoader()) : catalogue.job(id);
    }

    /**
     * @throws Usage when this is the process for code of one's own, and there is no such class
     */
    Optional<Job<?>> find(String id, Catalogue catalogue) {
        return isHere()
                ? Optional.of(OwnCode.job(id, ClassLoader.getSystemClassLoader()))
                : catalogue.findJob(id);
    }
}
