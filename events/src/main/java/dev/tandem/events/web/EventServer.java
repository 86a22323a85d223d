// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tandem.events.limits.Ports;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A web server on the loopback address with a page and a stream of events, each request on a
 * virtual thread of its own. It answers this machine's browsers alone, and of them those alone that
 * have been sent here: a page from elsewhere is told by its {@code Origin}, and a name that
 * somebody else has had point at this machine by its {@code Host}.
 */
public final class EventServer implements AutoCloseable {

    private final EventLog log;
    private final Delivery delivery;
    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("server-", 1).factory());
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    private EventServer(HttpServer server, EventLog log, Delivery delivery) {
        this.server = server;
        this.log = log;
        this.delivery = delivery;
    }

    /**
     * Starts a server.
     *
     * @param port 0 for one that is free
     * @throws TandemException.Usage when the port cannot be had
     */
    public static EventServer start(int port, EventLog log, Delivery delivery) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer http = listen(address);
        var server = new EventServer(http, log, delivery);
        http.createContext("/", server::answer);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    private static HttpServer listen(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            throw Ports.refused(address.getPort(), e);
        }
    }

    /** Where the page is. */
    public URI page() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    /** Where the events are. */
    public URI events() {
        return page().resolve("events");
    }

    /** The streams that are open. */
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (isStranger(exchange)) {
                refuse(exchange, 403);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, 405);
            } else {
                switch (exchange.getRequestURI().getPath()) {
                    case "/" -> sendPage(exchange);
                    case "/events" -> sendEvents(exchange);
                    default -> refuse(exchange, 404);
                }
            }
        }
    }

    private boolean isStranger(HttpExchange exchange) {
        Set<String> hosts = Set.of("127.0.0.1:" + port(), "localhost:" + port(), "[::1]:" + port());
        Set<String> origins =
                hosts.stream().map(host -> "http://" + host).collect(Collectors.toSet());
        return !hosts.contains(header(exchange, "Host").orElse(""))
                || !header(exchange, "Origin").map(origins::contains).orElse(true);
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static void refuse(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static void sendPage(HttpExchange exchange) throws IOException {
        byte[] page;
        try (InputStream in =
                Objects.requireNonNull(EventServer.class.getResourceAsStream("page.html"))) {
            page = in.readAllBytes();
        }
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
    }

    private void sendEvents(HttpExchange exchange) throws IOException {
        long place = place(exchange);
        if (log.isOver(place)) {
            // A browser whose stream ends comes back, unless it is told that there is no content.
            refuse(exchange, 204);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        var connection = new Connection(exchange.getResponseBody(), place);
        connections.add(connection);
        try {
            connection.greet();
            delivery.deliver(connection);
        } catch (InterruptedException e) {
            // The server is being closed.
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    /** Where the client left off; the beginning, when what it says makes no sense. */
    private long place(HttpExchange exchange) {
        return header(exchange, "Last-Event-ID")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .filter(id -> id <= log.last())
                .orElse(0L);
    }

    /** Closes every connection and returns when every thread has ended. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
