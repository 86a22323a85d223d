// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/**
 * An event as a server sends it to a browser, in the format that the HTML standard calls an event
 * stream: a line for each field, and an empty line after them.
 *
 * @param type {@code message} where a browser is to be told nothing else
 * @param id by which a client says where it left off; 0 where it is to keep the one that it has
 * @param data one line
 */
public record ServerEvent(String type, long id, String data) {

    /** What is sent unless it is said otherwise. */
    public static final String MESSAGE = "message";

    /** Says that a client comes too late for events; the data is how many they are. */
    public static final String MISSED = "missed";

    public ServerEvent {
        if (data.contains("\n") || data.contains("\r")) {
            throw new IllegalArgumentException("the data of an event is one line here");
        }
    }

    static ServerEvent missed(long count) {
        return new ServerEvent(MISSED, 0, Long.toString(count));
    }

    /** All of its lines. */
    String text() {
        String typeLine = type.equals(MESSAGE) ? "" : "event: " + type + "\n";
        String idLine = id == 0 ? "" : "id: " + id + "\n";
        return typeLine + idLine + "data: " + data + "\n\n";
    }

    /**
     * The next event of a stream; empty at its end, where one that is not complete is dropped.
     * Fields other than these are passed over, as the standard wants it.
     *
     * @throws IOException when the stream breaks off, or the id is no number
     */
    static Optional<ServerEvent> read(BufferedReader lines) throws IOException {
        String type = MESSAGE;
        long id = 0;
        Optional<String> data = Optional.empty();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && data.isPresent()) {
                return Optional.of(new ServerEvent(type, id, data.get()));
            }
            int colon = line.indexOf(": ");
            String value = line.substring(colon < 0 ? line.length() : colon + 2);
            switch (line.substring(0, Math.max(0, colon))) {
                case "event" -> type = value;
                case "id" -> id = number(value);
                case "data" -> data = Optional.of(value);
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("the id '" + text + "' is no number", e);
        }
    }
}
