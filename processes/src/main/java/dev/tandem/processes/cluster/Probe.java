// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Finds out why a place does not answer, once it is known that it does not. */
final class Probe {

    private static final int MILLIS = 2_000;

    private Probe() {}

    /** The place, and what is wrong with it. */
    static String of(InetSocketAddress place, ClusterKey key) {
        return Place.text(place) + " (" + finding(place, key) + ")";
    }

    private static String finding(InetSocketAddress place, ClusterKey key) {
        try (var plain = new Socket()) {
            plain.connect(place, MILLIS);
            plain.setSoTimeout(MILLIS);
            try (var secured =
                    (SSLSocket)
                            key.context()
                                    .getSocketFactory()
                                    .createSocket(
                                            plain, place.getHostString(), place.getPort(), true)) {
                secured.startHandshake();
                return "a member that does not let us in";
            }
        } catch (SSLException e) {
            return "it has another key, or is no member";
        } catch (SocketTimeoutException e) {
            return "nothing answers";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
