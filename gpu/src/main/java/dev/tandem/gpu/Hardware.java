// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What Linux tells about the memory of a machine.
 *
 * @param system the folder that is usually {@code /sys/devices/system}
 */
record Hardware(Path system) {

    /**
     * @param level 1 is the nearest to the processor
     */
    record Cache(int level, long bytes) {}

    /**
     * Memory with the processors that are near to it.
     *
     * @param processors as the kernel writes them: {@code 0-3,8}
     */
    record Node(String name, String processors) {}

    static Hardware here() {
        return new Hardware(Path.of("/sys/devices/system"));
    }

    /** The caches of the first processor that hold data, the nearest first; none if unknown. */
    List<Cache> caches() throws IOException {
        List<Cache> caches = new ArrayList<>();
        for (Path index : below(system.resolve("cpu/cpu0/cache"), "index*")) {
            if (!read(index.resolve("type")).equals("Instruction")) {
                caches.add(
                        new Cache(
                                Integer.parseInt(read(index.resolve("level"))),
                                bytes(read(index.resolve("size")))));
            }
        }
        caches.sort(Comparator.comparingInt(Cache::level));
        return caches;
    }

    /** The nodes that have processors; none where the kernel does not tell. */
    List<Node> nodes() throws IOException {
        List<Node> nodes = new ArrayList<>();
        for (Path node : below(system.resolve("node"), "node[0-9]*")) {
            String processors = read(node.resolve("cpulist"));
            if (!processors.isEmpty()) {
                nodes.add(new Node(String.valueOf(node.getFileName()), processors));
            }
        }
        nodes.sort(Comparator.comparing(Node::name));
        return nodes;
    }

    private static List<Path> below(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            List<Path> all = new ArrayList<>();
            found.forEach(all::add);
            return all;
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    /** Reads a size such as {@code 48K} or {@code 32M}. */
    private static long bytes(String size) {
        long number = Long.parseLong(size.replaceAll("[^0-9]", ""));
        return switch (size.charAt(size.length() - 1)) {
            case 'K' -> number << 10;
            case 'M' -> number << 20;
            case 'G' -> number << 30;
            default -> number;
        };
    }
}
