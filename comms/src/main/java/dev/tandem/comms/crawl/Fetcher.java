// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks servers for one thing at a time. A connection over which an answer has come to its end is
 * used again for the next request to the site. Thread-safe.
 *
 * <p>By hand, over plain sockets: the clients of the JDK resolve the name of a host by themselves,
 * a second time. A name that leads to a public address when it is checked, and to this machine when
 * the client connects, would get past every check. Here the name is checked for every request, and
 * that goes to the very address that was checked.
 */
public final class Fetcher implements AutoCloseable {

    /** Names the crawler in requests, and in the rules for robots. */
    public static final String AGENT = "tandem-crawler";

    private final Resolver resolver;
    private final Predicate<InetAddress> allowed;
    private final Limits limits;
    private final Supplier<SSLSocketFactory> tls;
    private final LongSupplier clock;
    private final IdleConnections idle;

    /**
     * @param allowed the addresses to which a connection may go
     * @param tls made when it is first needed
     * @param clock in nanoseconds
     */
    Fetcher(
            Resolver resolver,
            Predicate<InetAddress> allowed,
            Limits limits,
            Supplier<SSLSocketFactory> tls,
            LongSupplier clock) {
        this.resolver = resolver;
        this.allowed = allowed;
        this.limits = limits;
        this.tls = tls;
        this.clock = clock;
        idle = new IdleConnections(clock);
    }

    /** Connects to public addresses, and to all others only when told to. */
    public static Fetcher of(Limits limits, boolean privateToo) {
        return new Fetcher(
                Resolver.system(),
                privateToo ? address -> true : new PublicAddresses(),
                limits,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                System::nanoTime);
    }

    Limits limits() {
        return limits;
    }

    LongSupplier clock() {
        return clock;
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
        Optional<Connection> kept = idle.take(url.site(), addresses);
        if (kept.isPresent()) {
            Optional<Reply> reply = ask(kept.get(), url, reading, deadline);
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        return ask(connect(addresses, url, deadline), url, reading, deadline)
                .orElseThrow(() ->
                        new CrawlException(Fate.BROKEN, "the server hangs up without an answer"));
    }

    /**
     * Asks over a connection, which is closed or kept for the next request.
     *
     * @return empty when the server has hung up and said nothing: RFC 9112, section 9.3.1, lets a
     *     client ask again over another connection
     */
    private Optional<Reply> ask(Connection connection, Url url, Reading reading, long deadline)
            throws CrawlException, InterruptedException {
        Optional<ReplyReader> answer = Optional.empty();
        boolean ended = false;
        try {
            answer = Optional.of(new ReplyReader(connection.send(request(url), deadline)));
            Reply reply = reading.read(answer.get());
            ended = answer.get().hasEnded(reply);
            return Optional.of(reply);
        } catch (IOException e) {
            throwIfInterrupted(url);
            if (!(e instanceof InterruptedIOException)
                    && !answer.map(ReplyReader::hasBegun).orElse(false)) {
                return Optional.empty();
            }
            throw new CrawlException(fate(e), reason(e));
        } finally {
            if (ended) {
                idle.keep(url.site(), connection);
            } else {
                connection.close();
            }
        }
    }

    /** A virtual thread that is interrupted finds its socket closed. */
    private static void throwIfInterrupted(Url url) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while fetching " + url);
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
    private Connection connect(InetAddress[] addresses, Url url, long deadline)
            throws CrawlException, InterruptedException {
        IOException failure = new UnknownHostException(url.host());
        int timeout = Math.max(1, Math.toIntExact(limits.connect().toMillis()));
        for (InetAddress address : addresses) {
            try {
                var target = new InetSocketAddress(address, url.port());
                return secured(Connection.open(target, timeout, clock, deadline), url);
            } catch (IOException e) {
                throwIfInterrupted(url);
                failure = e;
            }
        }
        throw new CrawlException(Fate.NO_CONNECTION, reason(failure));
    }

    private Connection secured(Connection connection, Url url)
            throws CrawlException, InterruptedException {
        if (!url.scheme().equals("https")) {
            return connection;
        }
        try {
            connection.secure(tls.get(), url.host());
            return connection;
        } catch (IOException e) {
            connection.close();
            throwIfInterrupted(url);
            throw new CrawlException(fate(e), reason(e));
        }
    }

    private static byte[] request(Url url) {
        return """
        GET %s HTTP/1.1
        Host: %s
        User-Agent: %s
        Accept: text/html,application/xhtml+xml,text/plain
        Accept-Encoding: gzip

        """
                .formatted(url.file(), url.authority(), AGENT)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Hangs up on all servers. */
    @Override
    public void close() {
        idle.close();
    }
}
