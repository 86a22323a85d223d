// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.limits;

import dev.tandem.spi.Parameter;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Reads from the kernel how many more files and sockets this process may open; see proc(5) and
 * getrlimit(2). What cannot be read limits nothing.
 *
 * @param process the folder of the process in /proc
 */
public record Descriptors(Path process) {

    /** For what else is opened meanwhile: jars, selectors, a listening socket. */
    private static final int OTHERS = 32;

    private static final String LIMIT = "Max open files";

    /** Those of this process. */
    public static Descriptors own() {
        return new Descriptors(Path.of("/proc/self"));
    }

    /**
     * Makes sure that so many connections can be open.
     *
     * @param asked what asks for them
     * @param each how many descriptors a connection takes of this process
     * @throws TandemException.Usage when they cannot
     */
    public void check(Parameter<Integer> asked, int connections, int each) {
        OptionalLong free = free();
        long needed = (long) connections * each + OTHERS;
        if (free.isPresent() && free.getAsLong() < needed) {
            throw new TandemException.Usage(
                    String.format(
                            Locale.ROOT,
                            "parameter %s: %d connections take %d open files, and this process may open %d"
                                    + " more; take fewer, or raise ulimit -n",
                            asked.name(),
                            connections,
                            needed,
                            free.getAsLong()));
        }
    }

    private OptionalLong free() {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            long used = open.count();
            return Files.readAllLines(process.resolve("limits")).stream()
                    .filter(line -> line.startsWith(LIMIT))
                    .map(line -> line.substring(LIMIT.length()).strip().split(" ", 2)[0])
                    .filter(soft -> soft.matches("\\d{1,18}"))
                    .mapToLong(soft -> Math.max(0, Long.parseLong(soft) - used))
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }
}
