// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a server for one thing, over a connection of its own. Thread-safe.
 *
 * <p>By hand, over plain sockets: the clients of the JDK resolve the name of a host by themselves,
 * a second time. A name that leads to a public address when it is checked, and to this machine when
 * the client connects, would get past every check. Here the connection goes to the very address
 * that was checked.
 *
 * @param allowed the addresses to which a connection may go
 * @param tls made when it is first needed
 * @param clock in nanoseconds
 */
public record Fetcher(
        Resolver resolver,
        Predicate<InetAddress> allowed,
        Limits limits,
        Supplier<SSLSocketFactory> tls,
        LongSupplier clock) {

    /** Names the crawler in requests, and in the rules for robots. */
    public static final String AGENT = "tandem-crawler";

    /** Connects to public addresses, and to all others only when told to. */
    public static Fetcher of(Limits limits, boolean privateToo) {
        return new Fetcher(
                Resolver.system(),
                privateToo ? address -> true : new PublicAddresses(),
                limits,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                System::nanoTime);
    }

    /** Of a page that is none of HTML, nothing but the head. */
    Reply page(Url url) throws CrawlException, InterruptedException {
        return exchange(
                url,
                answer -> {
                    Reply head = answer.head();
                    return head.status() == 200 && head.isHtml()
                            ? answer.body(head, limits.bytes())
                            : head;
                });
    }

    /** Of a body that is too long, only the beginning. */
    Reply robots(Url url) throws CrawlException, InterruptedException {
        return exchange(
                url,
                answer -> {
                    Reply head = answer.head();
                    return head.status() == 200 ? answer.body(head, Limits.ROBOTS_BYTES) : head;
                });
    }

    private interface Reading {
        Reply read(ReplyReader answer) throws IOException;
    }

    private Reply exchange(Url url, Reading reading) throws CrawlException, InterruptedException {
        long deadline = clock.getAsLong() + limits.page().toNanos();
        InetAddress[] addresses = checked(url.host());
        boolean connected = false;
        try (Socket connection = connect(addresses, url, deadline)) {
            connected = true;
            try (Socket socket = secured(connection, url)) {
                socket.getOutputStream().write(request(url));
                return reading.read(new ReplyReader(socket.getInputStream()));
            }
        } catch (IOException e) {
            // A virtual thread that is interrupted finds its socket closed.
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while fetching " + url);
            }
            throw new CrawlException(connected ? fate(e) : Fate.NO_CONNECTION, reason(e));
        }
    }

    private static Fate fate(IOException e) {
        return switch (e) {
            case InterruptedIOException _ -> Fate.TOO_SLOW;
            case SSLException _ -> Fate.NO_TRUST;
            default -> Fate.BROKEN;
        };
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private InetAddress[] checked(String host) throws CrawlException {
        try {
            InetAddress[] addresses = resolver.resolve(host);
            for (InetAddress address : addresses) {
                if (!allowed.test(address)) {
                    throw new CrawlException(
                            Fate.PRIVATE, host + " is " + address.getHostAddress());
                }
            }
            return addresses;
        } catch (UnknownHostException _) {
            throw new CrawlException(Fate.NO_HOST, host);
        }
    }

    /** The first address that takes the connection. */
    private Socket connect(InetAddress[] addresses, Url url, long deadline) throws IOException {
        IOException failure = new UnknownHostException(url.host());
        for (InetAddress address : addresses) {
            Socket socket = new TimedSocket(clock, deadline);
            try {
                socket.connect(
                        new InetSocketAddress(address, url.port()),
                        Math.max(1, Math.toIntExact(limits.connect().toMillis())));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private Socket secured(Socket plain, Url url) throws IOException {
        if (!url.scheme().equals("https")) {
            return plain;
        }
        SSLSocket secured = (SSLSocket) tls.get().createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        // Without it any trusted certificate would do, whoever it belongs to.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static byte[] request(Url url) {
        return """
        GET %s HTTP/1.1
        Host: %s
        User-Agent: %s
        Accept: text/html,application/xhtml+xml,text/plain
        Accept-Encoding: gzip
        Connection: close

        """
                .formatted(url.file(), url.authority(), AGENT)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
