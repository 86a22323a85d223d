// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Receives events as a browser does: whenever the stream ends it comes back and says which event it
 * had last, until the server has no more. Used by one thread at a time.
 */
public final class EventClient {

    private static final int OK = 200;

    private final HttpClient http;
    private final URI events;
    private final List<Long> ids = new ArrayList<>();
    private long missed;

    /**
     * @param events where the server has them
     */
    EventClient(HttpClient http, URI events) {
        this.http = http;
        this.events = events;
    }

    /** The ids of the events that have come, in the order in which they came. */
    public List<Long> ids() {
        return List.copyOf(ids);
    }

    /** The id of the last event that has come; 0 before the first. */
    public long last() {
        return ids.isEmpty() ? 0 : ids.getLast();
    }

    /** How many events the server has said that it came too late for. */
    public long missed() {
        return missed;
    }

    /** Receives all there are. Returns when the server has no more, or is gone. */
    public void receiveAll() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = receive(Long.MAX_VALUE);
        }
    }

    /**
     * Receives so many events at most, of one stream, and hangs up.
     *
     * @return whether it makes sense to come back
     */
    public boolean receive(long count) throws InterruptedException {
        Optional<InputStream> stream = open();
        if (stream.isEmpty()) {
            return false;
        }
        try (InputStream body = stream.get()) {
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            Optional<ServerEvent> event = ServerEvent.read(lines);
            for (long left = count; event.isPresent() && left > 0; left--) {
                take(event.get());
                event = left > 1 ? ServerEvent.read(lines) : Optional.empty();
            }
        } catch (IOException e) {
            throwIfInterrupted(e);
        }
        return true;
    }

    private void take(ServerEvent event) {
        if (event.type().equals(ServerEvent.MISSED)) {
            missed += Long.parseLong(event.data());
        } else {
            ids.add(event.id());
        }
    }

    /**
     * Asks for the events after the last that has come, and reads none of them.
     *
     * @return the stream; empty when the server has no more, or is gone
     */
    public Optional<InputStream> open() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(events);
        if (!ids.isEmpty()) {
            request.header("Last-Event-ID", Long.toString(last()));
        }
        try {
            HttpResponse<InputStream> response =
                    http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == OK) {
                return Optional.of(response.body());
            }
            response.body().close();
        } catch (IOException e) {
            throwIfInterrupted(e);
        }
        return Optional.empty();
    }

    /** The streams of this client hand on an interruption as a failure of theirs. */
    private static void throwIfInterrupted(IOException e) throws InterruptedException {
        if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
            throw new InterruptedException("interrupted while it received events");
        }
    }
}
