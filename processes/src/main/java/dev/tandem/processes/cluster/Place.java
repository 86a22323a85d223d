// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;

/** Where members are reached, as people write it. */
final class Place {

    /** The port of whoever names none. */
    static final int PORT = 7800;

    private static final int HIGHEST_PORT = 65_535;

    private Place() {}

    /**
     * Where to listen: an address of this machine, at a port that is free.
     *
     * @param text such as {@code 192.168.1.5:7800}
     * @throws TandemException.Usage when it is none
     */
    static InetSocketAddress own(String text) {
        InetSocketAddress place = parsed(text);
        InetAddress address = place.getAddress();
        if (address == null || address.isAnyLocalAddress()) {
            throw new TandemException.Usage(
                    "name one address to listen at, such as 192.168.1.5, not " + text);
        }
        try {
            if (NetworkInterface.getByInetAddress(address) == null) {
                throw new TandemException.Usage(
                        address.getHostAddress()
                                + " is no address of this machine; see 'ip address'");
            }
            try (var _ = new ServerSocket(place.getPort(), 1, address)) {
                return place;
            }
        } catch (IOException e) {
            throw new TandemException.Missing(
                    "cannot listen at " + text(place) + ": " + e.getMessage(),
                    "end the program that has the port, or name another one");
        }
    }

    /**
     * The place that a text names, unresolved when there is no such host.
     *
     * @throws TandemException.Usage when it names none
     */
    static InetSocketAddress parsed(String text) {
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[");
        boolean port = bracketed ? colon > text.indexOf(']') : colon >= 0;
        String host = port ? text.substring(0, colon) : text;
        host = bracketed ? host.replace("[", "").replace("]", "") : host;
        int number = port ? port(text.substring(colon + 1), text) : PORT;
        if (host.isBlank() || (!bracketed && host.indexOf(':') >= 0)) {
            throw misunderstood(text);
        }
        return new InetSocketAddress(host, number);
    }

    private static int port(String digits, String text) {
        try {
            int number = Integer.parseInt(digits);
            if (number >= 0 && number <= HIGHEST_PORT) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw misunderstood(text);
        }
        throw misunderstood(text);
    }

    private static TandemException.Usage misunderstood(String text) {
        return new TandemException.Usage(
                "a place is written host:port, such as 10.0.0.7:" + PORT + ", not '" + text + "'");
    }

    static String text(InetSocketAddress place) {
        InetAddress address = place.getAddress();
        String host = address == null ? place.getHostString() : address.getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + place.getPort();
    }
}
