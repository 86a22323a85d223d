// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More clients come than the process of the server may have files open. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FewFilesTest {

    /** Enough for the JVM and its class path. */
    private static final int FILES = 256;

    @ParameterizedTest
    @EnumSource
    void whoIsConnectedIsServedOnAndWhoCameTooManyWhenOthersHaveLeft(Serving serving)
            throws Exception {
        Process process = start(serving);
        List<LineClient> clients = new ArrayList<>();
        try {
            int port = Integer.parseInt(process.inputReader().readLine());
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            for (int i = 0; i < FILES; i++) {
                clients.add(new LineClient(address));
            }
            LineClient tooMany = clients.getLast();
            tooMany.send("too many\n");
            assertThat(clients.getFirst().ask("early")).contains("early");

            for (LineClient client : clients.subList(1, FILES - 1)) {
                client.close();
            }
            assertThat(tooMany.receive()).contains("too many");
            assertThat(clients.getFirst().ask("still")).contains("still");
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
            for (LineClient client : clients) {
                client.close();
            }
        }
    }

    private static Process start(Serving serving) throws Exception {
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + FILES + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FewFiles.class.getName(),
                        serving.id())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
