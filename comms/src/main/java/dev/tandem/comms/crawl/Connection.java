// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A connection to a server, used for one request at a time. */
final class Connection implements AutoCloseable {

    private final TimedSocket plain;
    private Socket socket;

    private Connection(TimedSocket plain) {
        this.plain = plain;
        this.socket = plain;
    }

    /**
     * Connects to this very address.
     *
     * @param clock in nanoseconds
     * @param deadline of the first request, by that clock
     */
    static Connection open(
            InetSocketAddress address, int timeoutMillis, LongSupplier clock, long deadline)
            throws IOException {
        TimedSocket socket = new TimedSocket(clock, deadline);
        try {
            socket.connect(address, timeoutMillis);
            return new Connection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Goes on in TLS, with a server that proves to be the host. */
    void secure(SSLSocketFactory tls, String host) throws IOException {
        SSLSocket secured = (SSLSocket) tls.createSocket(plain, host, plain.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        // Without it any trusted certificate would do, whoever it belongs to.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        socket = secured;
        secured.startHandshake();
    }

    /** Where it leads to. */
    InetAddress address() {
        return plain.getInetAddress();
    }

    /**
     * Sends a request.
     *
     * @param deadline after which nothing more can be read of the answer
     * @return what the answer can be read from
     */
    InputStream send(byte[] request, long deadline) throws IOException {
        plain.until(deadline);
        socket.getOutputStream().write(request);
        return socket.getInputStream();
    }

    /** Hangs up. What cannot be said to the server any more is nobody's concern. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed, whatever the server makes of it.
        }
    }
}
