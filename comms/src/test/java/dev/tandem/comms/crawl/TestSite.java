// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import dev.tandem.lab.http.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocketFactory;

/** A site that says what a test wants it to say, and hosts of any name that lead to it. */
final class TestSite implements AutoCloseable {

    /** What leads to the site, and what leads to where no crawl may go. */
    static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.2");

    static final Limits LIMITS =
            new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 100_000, 10, 1000, 1000, 0);

    private final LoopbackServer server = LoopbackServer.open("test-site-");
    private final Map<String, LoopbackServer.Answers> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    TestSite() throws IOException {
        server.start(this::answer);
    }

    private void answer(String request, OutputStream out) throws IOException, InterruptedException {
        String path = LoopbackServer.path(request);
        asked.add(path);
        answers.getOrDefault(path, raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"))
                .answer(request, out);
    }

    static LoopbackServer.Answers raw(String text) {
        return (_, out) -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A page in HTML, encoded as it is said to be. */
    static LoopbackServer.Answers encoded(String encoding, byte[] body) {
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                        + "Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n";
        return (request, out) -> {
            raw(head.formatted(encoding, body.length)).answer(request, out);
            out.write(body);
        };
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    /** Returns only with an exception, when the site is closed. */
    static void staySilent() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    TestSite with(String path, LoopbackServer.Answers answer) {
        answers.put(path, answer);
        return this;
    }

    /** What is sent as it stands, after which the server hangs up. */
    TestSite withRaw(String path, String text) {
        return with(
                path,
                (request, out) -> {
                    raw(text).answer(request, out);
                    throw new IOException("hangs up");
                });
    }

    TestSite withText(String path, String type, String text) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n";
        return with(path, raw(head.formatted(type, text.length()) + text));
    }

    TestSite withPage(String path, String... links) {
        StringBuilder html = new StringBuilder();
        for (String link : links) {
            html.append("<a href=\"").append(link).append("\">a page</a>\n");
        }
        return withText(path, "text/html", html.toString());
    }

    TestSite withRedirect(String path, String target) {
        return with(
                path,
                raw("HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n"));
    }

    /** The URL of something here, by the name of a host. */
    Url url(String host, String path) {
        try {
            return Url.of("http://" + host + ":" + server.at("/").getPort() + path);
        } catch (CrawlException e) {
            throw new AssertionError(e);
        }
    }

    Url url(String path) {
        return url("here.example", path);
    }

    /** The paths that were asked for, rules for robots left out. */
    List<String> asked() {
        return asked.stream().filter(path -> !path.equals("/robots.txt")).toList();
    }

    List<String> askedForRobots() {
        return asked.stream().filter(path -> path.equals("/robots.txt")).toList();
    }

    /** {@code inside.example} is where nobody may go, all other names lead to the site. */
    static InetAddress[] resolve(String host) {
        return new InetAddress[] {host.equals("inside.example") ? INSIDE : HERE};
    }

    static Fetcher fetcher(Limits limits) {
        return fetcher(TestSite::resolve, limits, System::nanoTime);
    }

    static Fetcher fetcher(Resolver resolver, Limits limits, LongSupplier clock) {
        return new Fetcher(
                resolver,
                HERE::equals,
                limits,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                clock);
    }

    @Override
    public void close() {
        server.close();
    }
}
