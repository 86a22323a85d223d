// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The calls by which a program most often reaches what is outside of it: files, other processes and
 * the network. They are left as they are, and told of. What opens a file on its way, such as a
 * {@code Scanner}, and references to these methods are not seen.
 */
final class InputOutput {

    private static final Set<String> ALL = Set.of();

    /** The methods of each class; all of them when there is nothing to tell apart. */
    private static final Map<String, Set<String>> CALLS =
            Map.ofEntries(
                    Map.entry("java/nio/file/Files", ALL),
                    Map.entry(
                            "java/io/File",
                            Set.of(
                                    "createNewFile",
                                    "createTempFile",
                                    "delete",
                                    "deleteOnExit",
                                    "exists",
                                    "list",
                                    "listFiles",
                                    "mkdir",
                                    "mkdirs",
                                    "renameTo")),
                    Map.entry("java/io/FileInputStream", Set.of("<init>")),
                    Map.entry("java/io/FileOutputStream", Set.of("<init>")),
                    Map.entry("java/io/FileReader", Set.of("<init>")),
                    Map.entry("java/io/FileWriter", Set.of("<init>")),
                    Map.entry("java/io/RandomAccessFile", Set.of("<init>")),
                    Map.entry("java/lang/ProcessBuilder", Set.of("start", "startPipeline")),
                    Map.entry("java/lang/Runtime", Set.of("exec")),
                    Map.entry("java/net/DatagramSocket", Set.of("<init>")),
                    Map.entry("java/net/InetAddress", Set.of("getByName", "getAllByName")),
                    Map.entry("java/net/ServerSocket", Set.of("<init>")),
                    Map.entry("java/net/Socket", Set.of("<init>", "connect")),
                    Map.entry("java/net/URL", Set.of("openConnection", "openStream")),
                    Map.entry("java/net/http/HttpClient", Set.of("send", "sendAsync")),
                    Map.entry("java/nio/channels/DatagramChannel", Set.of("open")),
                    Map.entry("java/nio/channels/FileChannel", Set.of("open")),
                    Map.entry("java/nio/channels/ServerSocketChannel", Set.of("open")),
                    Map.entry("java/nio/channels/SocketChannel", Set.of("open")));

    private InputOutput() {}

    /**
     * The call in words; empty when it reaches nothing outside.
     *
     * @param declaring the class that declares the method
     */
    static Optional<String> of(String declaring, String name) {
        Set<String> calls = CALLS.get(declaring);
        if (calls == null || (!calls.isEmpty() && !calls.contains(name))) {
            return Optional.empty();
        }
        String type = MethodRewriter.simple(declaring);
        return Optional.of(name.equals("<init>") ? "new " + type : type + "." + name);
    }
}
