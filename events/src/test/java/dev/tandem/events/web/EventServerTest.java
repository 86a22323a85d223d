// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventServerTest {

    private final EventLog log = new EventLog(3);
    private EventServer server = start(0, log);

    private static EventServer start(int port, EventLog log) {
        try {
            return EventServer.start(port, log, new ThreadEach(log, true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void letThreeThingsHappen() {
        List.of("one", "two", "three").forEach(log::append);
        log.end();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void thePageAndTheEventsAreServed() throws IOException {
        assertThat(get("/", ""))
                .startsWith("HTTP/1.1 200 ")
                .contains("text/html")
                .contains("EventSource(\"events\")");
        assertThat(get("/events", ""))
                .startsWith("HTTP/1.1 200 ")
                .contains("text/event-stream")
                .contains("id: 1\ndata: one\n\n", "id: 3\ndata: three\n\n");
    }

    @Test
    void whoComesBackIsSentWhatCameAfterwards() throws IOException {
        assertThat(get("/events", "Last-Event-ID: 2\r\n"))
                .contains("id: 3\n")
                .doesNotContain("id: 2\n");
    }

    @Test
    void whoHasEverythingIsToldNotToComeBack() throws IOException {
        assertThat(get("/events", "Last-Event-ID: 3\r\n")).startsWith("HTTP/1.1 204 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4", "-1", "x", "99999999999999999999", ""})
    void anIdThatMakesNoSenseIsTheBeginning(String id) throws IOException {
        assertThat(get("/events", "Last-Event-ID: " + id + "\r\n")).contains("id: 1\n", "id: 3\n");
    }

    @Test
    void whoComesTooLateIsToldHowMuchItMissed() throws IOException {
        EventLog other = new EventLog(1);
        List.of("one", "two", "three").forEach(other::append);
        other.end();
        server.close();
        server = start(0, other);

        assertThat(get("/events", "Last-Event-ID: 1\r\n"))
                .contains("event: missed\ndata: 1\n\nid: 3\ndata: three\n\n");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:PORT, http://localhost:PORT, 200",
        "127.0.0.1:PORT, http://127.0.0.1:PORT, 200",
        "[::1]:PORT, http://localhost:PORT, 200",
        "evil.example:PORT, http://localhost:PORT, 403",
        "localhost:PORT, http://evil.example, 403",
        "localhost:PORT, https://localhost:PORT, 403",
        "localhost:PORT, null, 403",
        "localhost, http://localhost:PORT, 403"
    })
    void onlyThisMachineAndItsOwnPageAreAnswered(String host, String origin, int status)
            throws IOException {
        String port = Integer.toString(server.page().getPort());
        String head = "GET /events HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin;
        assertThat(ask((head + "\r\n").replace("PORT", port))).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({"GET /other, 404", "POST /, 405", "DELETE /events, 405"})
    void otherRequestsAreRefused(String request, int status) throws IOException {
        assertThat(
                        ask(
                                request
                                        + " HTTP/1.1\r\nHost: localhost:"
                                        + server.page().getPort()
                                        + "\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void whoSendsHalfALineAndStaysKeepsNobodyWaiting() throws IOException {
        try (Socket half = connect()) {
            half.getOutputStream().write("GET /eve".getBytes(StandardCharsets.US_ASCII));

            assertThat(get("/events", "")).contains("id: 3\n");
        }
    }

    @Test
    void aDeliveryThatFailsEndsTheStreamOfItsClientAlone() throws IOException {
        Delivery delivery = new ThreadEach(log, true);
        server.close();
        server =
                EventServer.start(
                        0,
                        log,
                        client -> {
                            if (client.place() == 2) {
                                throw new IllegalStateException("no events after 2");
                            }
                            delivery.deliver(client);
                        });

        assertThat(get("/events", "Last-Event-ID: 2\r\n")).doesNotContain("id: ");
        assertThat(get("/events", "Last-Event-ID: 1\r\n")).contains("id: 2\n", "id: 3\n");
    }

    @Test
    void aPortThatIsInUseIsRefused() {
        assertThatThrownBy(() ->
                        EventServer.start(server.page().getPort(), log, new ThreadEach(log, true)))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("parameter port: " + server.page().getPort());
    }

    private String get(String path, String more) throws IOException {
        int port = server.page().getPort();
        return ask("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n" + more);
    }

    /** Everything that is answered, until the server hangs up as it is asked to. */
    private String ask(String head) throws IOException {
        try (Socket socket = connect()) {
            String request = head + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        return new Socket("127.0.0.1", server.page().getPort());
    }
}
