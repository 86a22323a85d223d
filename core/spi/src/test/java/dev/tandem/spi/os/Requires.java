// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.os;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a test needs of the machine that runs it. Where that is missing the test is skipped, and its
 * report names what is missing: it does not fail for what the machine lacks.
 *
 * @param path where programs are looked for, folders separated by colons as in {@code PATH}
 * @param root the folder that is taken for {@code /}
 * @param system the name of the operating system
 */
public record Requires(String path, Path root, String system) {

    /** Asks the machine that the test runs on. */
    public static Requires here() {
        return new Requires(
                Optional.ofNullable(System.getenv("PATH")).orElse(""),
                Path.of("/"),
                System.getProperty("os.name"));
    }

    /**
     * The first of these programs that is installed.
     *
     * @param names of programs that would each do
     */
    public Path program(String... names) {
        for (String name : names) {
            for (String folder : path.split(":")) {
                Path file = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return abort(
                names.length == 1
                        ? "there is no program " + names[0]
                        : "there is none of the programs " + Arrays.toString(names));
    }

    /** All of these programs are installed. */
    public void programs(String... names) {
        for (String name : names) {
            program(name);
        }
    }

    /**
     * A file of the system that not every system has.
     *
     * @param file an absolute path, such as {@code /dev/full}
     */
    public void file(String file) {
        assumeTrue(Files.exists(root.resolve(file.substring(1))), "there is no " + file);
    }

    /** The processes of the machine can be read, see {@link ProcessStatus}. */
    public void proc() {
        file("/proc/self/stat");
    }

    /**
     * The system is Linux.
     *
     * @param reason what of Linux the test uses
     */
    public void linux(String reason) {
        assumeTrue(system.equals("Linux"), reason + " is of Linux, and this is " + system);
    }
}
