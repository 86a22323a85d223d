// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** Whether somebody debugs the tests, and how that one can get at a JVM that replays. */
final class Debugging {

    private Debugging() {}

    /**
     * @param arguments that this JVM was started with
     */
    static boolean isOn(List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument ->
                        argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
    }

    /** With these a JVM waits for a debugger, and says nothing on its standard output. */
    static List<String> options(int port) {
        return List.of(
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,quiet=y,address=127.0.0.1:"
                        + port);
    }

    /** A port that nobody listens at. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
