// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.os;

import dev.tandem.spi.Availability;
import dev.tandem.spi.Need;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** What workloads of several chapters need of a machine. */
public final class Needs {

    /** Processes can be looked at in {@code /proc}. */
    public static final Need PROC =
            new Need(
                    "/proc",
                    () ->
                            ProcessStatus.isReadable()
                                    ? Availability.available()
                                    : Availability.unavailable(
                                            "this system has no /proc to look at processes",
                                            "run it on Linux"));

    private Needs() {}

    /**
     * A program on the path.
     *
     * @param remedy how to get it, in the imperative
     */
    public static Need program(String name, String remedy) {
        return new Need(
                name,
                () ->
                        isOnPath(name, Optional.ofNullable(System.getenv("PATH")).orElse(""))
                                ? Availability.available()
                                : Availability.unavailable(
                                        "there is no program " + name + " here", remedy));
    }

    static boolean isOnPath(String name, String path) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
