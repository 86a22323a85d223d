// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import java.util.List;

/**
 * What was measured of one transport. As text it goes from the process that has measured it to the
 * one that tells it.
 *
 * @param complete whether every message of every exchange has arrived
 * @param millions of messages a second, when nobody pauses
 * @param half microseconds that half of the messages were on their way at most, at a fixed rate
 * @param slow the same for 99 of a hundred
 * @param slowest for 999 of a thousand
 * @param longest for all of them
 */
public record Figures(
        boolean complete,
        double millions,
        double half,
        double slow,
        double slowest,
        double longest) {

    public static Figures of(String text) {
        String[] parts = text.split(" ", -1);
        return new Figures(
                Boolean.parseBoolean(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Double.parseDouble(parts[5]));
    }

    public String text() {
        return complete + " " + millions + " " + half + " " + slow + " " + slowest + " " + longest;
    }

    /** The name of the transport, and the times. */
    public List<Object> row(Transport transport) {
        return List.of(transport.title(), half, slow, slowest, longest);
    }
}
