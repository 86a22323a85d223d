// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import com.sun.management.OperatingSystemMXBean;
import dev.tandem.spi.os.Image;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that was measured on.
 *
 * @param cpu the model of the processor as the system names it
 * @param processors how many of them this process may use
 * @param memoryBytes how much memory this process may use at most; 0 when unknown
 * @param os name, version and architecture
 * @param runtime the virtual machine, or that this is a native executable
 */
public record Machine(String cpu, int processors, long memoryBytes, String os, String runtime) {

    /** The one that this process runs on. */
    public static Machine here() {
        String architecture = System.getProperty("os.arch", "");
        String os =
                System.getProperty("os.name", "")
                        + " "
                        + System.getProperty("os.version", "")
                        + " "
                        + architecture;
        return new Machine(
                cpuModel(architecture),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                os,
                runtimeName());
    }

    private static String cpuModel(String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            // Not Linux.
            return otherwise;
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String runtimeName() {
        String version = Runtime.version().toString();
        return Image.RUNS
                ? "native executable, Java " + version
                : System.getProperty("java.vm.name", "Java") + " " + version;
    }
}
