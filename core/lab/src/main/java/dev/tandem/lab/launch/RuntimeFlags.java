// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * The options that the JVM of a worker needs from the JVM of its parent.
 *
 * @param arguments the command line of the parent
 * @param classPath of the parent
 */
record RuntimeFlags(List<String> arguments, String classPath) {

    private static final List<String> PASSED_ON =
            List.of(
                    "-Xlog:",
                    "-XX:SharedArchiveFile=",
                    "--sun-misc-unsafe-memory-access=",
                    "-Djava.io.tmpdir=",
                    "-Dtandem.");

    /** Made from a jar started by {@code -jar}; the JVM accepts it for nothing else. */
    private static final String CACHE = "-XX:AOTCache=";

    static RuntimeFlags ofThisProcess() {
        // Not the management interface, which has the options too: loading it takes longer than a
        // worker needs to start.
        return new RuntimeFlags(
                ProcessHandle.current().info().arguments().map(List::of).orElse(List.of()),
                System.getProperty("java.class.path"));
    }

    /** Whether the parent runs what a jar names as its main class. */
    boolean jar() {
        int option = options().indexOf("-jar");
        return option >= 0 && arguments.subList(option + 1, arguments.size()).contains(classPath);
    }

    /**
     * What was opened for our classes, unless the manifest of the jar will do it again, and what
     * makes a start quick or says where files go.
     */
    List<String> inherited() {
        List<String> flags = new ArrayList<>(jar() ? List.of() : exports());
        for (String option : options()) {
            if (PASSED_ON.stream().anyMatch(option::startsWith)
                    || (jar() && option.startsWith(CACHE))) {
                flags.add(option);
            }
        }
        return flags;
    }

    /** Whether the JVM of the parent was given a cache that workers from the same jar share. */
    boolean cached() {
        return jar() && options().stream().anyMatch(option -> option.startsWith(CACHE));
    }

    /** The same without the cache, which is of no use for a worker from another jar. */
    List<String> uncached() {
        return inherited().stream().filter(flag -> !flag.startsWith(CACHE)).toList();
    }

    /** The same for a worker that is started from a class path, which no manifest speaks for. */
    List<String> inheritedWithoutJar() {
        List<String> flags = new ArrayList<>(exports());
        options().stream()
                .filter(option -> PASSED_ON.stream().anyMatch(option::startsWith))
                .forEach(flags::add);
        return flags;
    }

    private List<String> options() {
        return arguments.stream().takeWhile(argument -> argument.startsWith("-")).toList();
    }

    private static List<String> exports() {
        List<String> flags = new ArrayList<>();
        Module ours = RuntimeFlags.class.getModule();
        Module base = Object.class.getModule();
        for (String name : base.getPackages()) {
            if (!base.isExported(name) && base.isExported(name, ours)) {
                flags.add("--add-exports=java.base/" + name + "=ALL-UNNAMED");
            }
        }
        flags.sort(String::compareTo);
        if (ours.isNativeAccessEnabled()) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        return flags;
    }
}
