// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageServerTest {

    private static ImageServer start(Duration latency) throws IOException {
        return ImageServer.start(List.of(Png.picture(9, 9, 1)), latency, 0);
    }

    private static String ask(ImageServer server, String request) throws IOException {
        try (var socket = new Socket(server.listUri().getHost(), server.listUri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * Whether the other side has closed the connection: in order, or at once because it had not
     * read everything.
     */
    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketException _) {
            return true;
        }
    }

    @Test
    void aConnectionCarriesRequestAfterRequest() throws IOException {
        try (ImageServer server = start(Duration.ZERO)) {
            String request = "GET /image-0.png HTTP/1.1\r\nHost: lab\r\n\r\n";
            assertThat(ask(server, request + request).split("HTTP/1.1 200 OK", -1)).hasSize(3);
        }
    }

    @Test
    void theListNamesEveryImageWithItsHash() throws IOException {
        try (ImageServer server = start(Duration.ZERO)) {
            assertThat(ask(server, "GET /list HTTP/1.1\r\n\r\n"))
                    .endsWith(
                            server.listUri().resolve("/image-0.png")
                                    + " "
                                    + Sha256.of(Png.picture(9, 9, 1))
                                    + "\n");
        }
    }

    @Test
    void whatItDoesNotHaveIsNotFound() throws IOException {
        try (ImageServer server = start(Duration.ZERO)) {
            assertThat(ask(server, "GET /image-1.png HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 404 ");
            assertThat(ask(server, "GET /../list HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void anythingButGetIsRefused() throws IOException {
        try (ImageServer server = start(Duration.ZERO)) {
            assertThat(ask(server, "POST /list HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405 ");
            assertThat(ask(server, "nonsense\r\n\r\n")).startsWith("HTTP/1.1 405 ");
            assertThat(ask(server, "x".repeat(10_000))).isEmpty();
        }
    }

    @Test
    void closingEndsRequestsUnderWayAndFreesThePort() throws Exception {
        ImageServer server = start(Duration.ofHours(1));
        try (var socket = new Socket(server.listUri().getHost(), server.listUri().getPort())) {
            socket.getOutputStream()
                    .write("GET /image-0.png HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            server.close();
            assertThat(hasEnded(socket)).isTrue();
        }
        assertThatThrownBy(() -> ask(server, "")).isInstanceOf(ConnectException.class);
    }

    @Test
    void aServerMayBeClosedBeforeItsFirstThreadHasRun() throws IOException {
        for (int i = 0; i < 200; i++) {
            ImageServer server = start(Duration.ZERO);
            server.close();
            assertThatThrownBy(() -> ask(server, "")).isInstanceOf(ConnectException.class);
        }
    }
}
