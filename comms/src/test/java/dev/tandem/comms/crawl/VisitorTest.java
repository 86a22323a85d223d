// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static dev.tandem.comms.crawl.TestSite.HERE;
import static dev.tandem.comms.crawl.TestSite.INSIDE;
import static dev.tandem.comms.crawl.TestSite.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server can do to a crawler, and what the crawler says about it. */
class VisitorTest {

    private final TestSite site = new TestSite();

    VisitorTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    private static Visit visit(Fetcher fetcher, Url url) throws InterruptedException {
        try (fetcher) {
            return new Visitor(fetcher, target -> true).visit(new Task(url, 0, 0));
        }
    }

    private Visit visit(String path) throws InterruptedException {
        return visit(TestSite.fetcher(LIMITS), site.url(path));
    }

    @Test
    void aPageHasItsLinks() throws Exception {
        site.withPage("/a/", "b", "/c?d", "b#top", "http://other.example/", "mailto:x", "http://[");
        Visit visit = visit("/a/");
        assertThat(visit.fate()).isEqualTo(Fate.PAGE);
        assertThat(visit.links())
                .containsExactly(
                        site.url("/a/b"), site.url("/c?d"), Url.of("http://other.example/"));
        assertThat(visit.findings())
                .containsExactly(
                        new Finding(Fate.OTHER_SCHEME, "mailto:x"),
                        new Finding(Fate.MALFORMED, "http://["));
    }

    @Test
    void whatAPageCallsALinkIsShownShortAndHarmless() throws Exception {
        site.withPage("/", "http://[\u001b[2J", "x:" + "y".repeat(1000));
        assertThat(visit("/").findings())
                .extracting(Finding::where)
                .containsExactly("http://[ [2J", "x:" + "y".repeat(98) + "…");
    }

    @Test
    void aPageInChunksIsRead() throws Exception {
        site.with(
                "/",
                TestSite.raw(
                        """
                        HTTP/1.1 200 OK
                        Content-Type: text/html; charset="nonsense"
                        Transfer-Encoding: chunked

                        9;extension
                        <a href="
                        6
                        /a">a
                        4
                        </a>
                        0

                        """
                                .replace("\n", "\r\n")));
        assertThat(visit("/").links()).containsExactly(site.url("/a"));
    }

    @Test
    void anErrorIsNoPage() throws Exception {
        Visit visit = visit("/missing");
        assertThat(visit.fate()).isEqualTo(Fate.STATUS);
        assertThat(visit.detail()).isEqualTo("status 404");
    }

    @Test
    void ofABinaryNothingIsRead() throws Exception {
        site.with(
                "/a.zip",
                (_, out) -> {
                    TestSite.raw("HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\n\r\n")
                            .answer("", out);
                    TestSite.staySilent();
                });
        Visit visit = visit("/a.zip");
        assertThat(visit.fate()).isEqualTo(Fate.NOT_HTML);
        assertThat(visit.detail()).isEqualTo("application/zip");
    }

    @Test
    void whatIsCompressedAsNobodyAskedForIsNotRead() throws Exception {
        site.with("/", TestSite.encoded("br", new byte[0]));
        assertThat(visit("/").fate()).isEqualTo(Fate.NOT_HTML);
    }

    @Test
    void aCompressedPageIsRead() throws Exception {
        site.with(
                "/",
                TestSite.encoded(
                        "gzip",
                        TestSite.gzip("<a href='/a'>a</a>".getBytes(StandardCharsets.US_ASCII))));
        Visit visit = visit("/");
        assertThat(visit.links()).containsExactly(site.url("/a"));
        assertThat(visit.bytes()).isEqualTo("<a href='/a'>a</a>".length());
    }

    @Test
    void aSmallPageThatInflatesToALargeOneIsTooLarge() throws Exception {
        byte[] bomb = TestSite.gzip(new byte[50_000_000]);
        site.with("/", TestSite.encoded("gzip", bomb));
        assertThat(bomb).hasSizeLessThanOrEqualTo(LIMITS.bytes());
        assertThat(visit("/").fate()).isEqualTo(Fate.TOO_LARGE);
    }

    @Test
    void aLargePageThatCannotBeCompressedIsTooLarge() throws Exception {
        byte[] noise = new byte[LIMITS.bytes() + 1];
        new Random(42).nextBytes(noise);
        site.with("/", TestSite.encoded("gzip", TestSite.gzip(noise)));
        assertThat(visit("/").fate()).isEqualTo(Fate.TOO_LARGE);
    }

    @Test
    void whatIsSaidToBeCompressedAndIsNotIsBroken() throws Exception {
        byte[] page = TestSite.gzip("<a href='/a'>a</a>".getBytes(StandardCharsets.US_ASCII));
        site.with("/plain", TestSite.encoded("gzip", "<p>".getBytes(StandardCharsets.US_ASCII)));
        site.with("/cut", TestSite.encoded("gzip", Arrays.copyOf(page, page.length / 2)));
        assertThat(visit("/plain").fate()).isEqualTo(Fate.BROKEN);
        assertThat(visit("/cut").fate()).isEqualTo(Fate.BROKEN);
    }

    @Test
    void aPageOfTenMegabytesIsTooLarge() throws Exception {
        site.withText("/", "text/html", "x".repeat(10_000_000));
        assertThat(visit("/").fate()).isEqualTo(Fate.TOO_LARGE);
    }

    @Test
    void aPageThatNeverEndsIsTooLarge() throws Exception {
        site.with(
                "/",
                (_, out) -> {
                    TestSite.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                            .answer("", out);
                    byte[] piece = new byte[1000];
                    Arrays.fill(piece, (byte) 'x');
                    while (true) {
                        out.write(piece);
                    }
                });
        assertThat(visit("/").fate()).isEqualTo(Fate.TOO_LARGE);
    }

    @Test
    void aHeadThatNeverEndsIsNotHttp() throws Exception {
        site.with(
                "/",
                (_, out) -> {
                    byte[] header = "X: y\r\n".getBytes(StandardCharsets.US_ASCII);
                    TestSite.raw("HTTP/1.1 200 OK\r\n").answer("", out);
                    while (true) {
                        out.write(header);
                    }
                });
        assertThat(visit("/").fate()).isEqualTo(Fate.BROKEN);
    }

    @Test
    void whatIsNotHttpIsSaidSo() throws Exception {
        site.withRaw("/", "220 mail.example ESMTP\r\n");
        site.withRaw(
                "/cut",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                        + "Content-Length: 100\r\n\r\nshort");
        site.withRaw(
                "/negative",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + "Content-Length: -1\r\n\r\n");
        String chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: ";
        site.withRaw("/chunk", chunked + "chunked\r\n\r\n2\r\n<p>\r\n0\r\n\r\n");
        site.withRaw("/signed", chunked + "chunked\r\n\r\n+3\r\n<p>\r\n0\r\n\r\n");
        site.withRaw("/coding", chunked + "gzip, chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n");
        assertThat(visit("/").fate()).isEqualTo(Fate.BROKEN);
        assertThat(visit("/cut").fate()).isEqualTo(Fate.BROKEN);
        assertThat(visit("/negative").fate()).isEqualTo(Fate.BROKEN);
        assertThat(visit("/chunk").fate()).isEqualTo(Fate.BROKEN);
        assertThat(visit("/signed").fate()).isEqualTo(Fate.BROKEN);
        assertThat(visit("/coding").fate()).isEqualTo(Fate.BROKEN);
    }

    /** The clock of the test goes on by a second with every look at it, and so with every byte. */
    @Test
    void aPageThatComesByteByByteIsTooSlow() throws Exception {
        site.with(
                "/",
                (_, out) -> {
                    TestSite.raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
                            .answer("", out);
                    while (true) {
                        out.write('x');
                    }
                });
        Limits limits =
                new Limits(
                        LIMITS.connect(),
                        Duration.ofSeconds(30),
                        Integer.MAX_VALUE - 1,
                        10,
                        1000,
                        1000,
                        0);
        AtomicLong seconds = new AtomicLong();
        Fetcher fetcher =
                TestSite.fetcher(
                        TestSite::resolve,
                        limits,
                        () -> Duration.ofSeconds(seconds.incrementAndGet()).toNanos());
        assertThat(visit(fetcher, site.url("/")).fate()).isEqualTo(Fate.TOO_SLOW);
    }

    @Test
    void aServerThatSaysNothingIsTooSlow() throws Exception {
        site.with("/robots.txt", (_, _) -> TestSite.staySilent());
        AtomicLong minutes = new AtomicLong();
        Fetcher fetcher =
                TestSite.fetcher(
                        TestSite::resolve,
                        LIMITS,
                        () -> Duration.ofMinutes(minutes.incrementAndGet()).toNanos());
        assertThat(visit(fetcher, site.url("/")).fate()).isEqualTo(Fate.TOO_SLOW);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void aHostThatCannotBeReachedIsSaidSo() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, HERE)) {
            port = socket.getLocalPort();
        }
        Url url = Url.of("http://here.example:" + port + "/");
        assertThat(visit(TestSite.fetcher(LIMITS), url).fate()).isEqualTo(Fate.NO_CONNECTION);
    }

    @Test
    void aHostThatDoesNotExistIsSaidSo() throws Exception {
        Resolver nobody =
                host -> {
                    throw new UnknownHostException(host);
                };
        Visit visit = visit(TestSite.fetcher(nobody, LIMITS, System::nanoTime), site.url("/"));
        assertThat(visit.fate()).isEqualTo(Fate.NO_HOST);
    }

    @Test
    void thisMachineIsNotVisitedUnlessToldSo() throws Exception {
        site.withPage("/");
        Url url = site.url("127.0.0.1", "/");
        assertThat(visit(Fetcher.of(LIMITS, false), url).fate()).isEqualTo(Fate.PRIVATE);
        assertThat(site.asked()).isEmpty();
        assertThat(visit(Fetcher.of(LIMITS, true), url).fate()).isEqualTo(Fate.PAGE);
    }

    @Test
    void aHostWithAnyAddressThatIsNotPublicIsNotVisited() throws Exception {
        Resolver both = _ -> new InetAddress[] {HERE, INSIDE};
        Visit visit = visit(TestSite.fetcher(both, LIMITS, System::nanoTime), site.url("/"));
        assertThat(visit.fate()).isEqualTo(Fate.PRIVATE);
        assertThat(site.asked()).isEmpty();
    }

    /** Once for robots.txt, once for the page: the third answer is the one of an attacker. */
    @Test
    void aNameThatLeadsElsewhereTheNextTimeIsCheckedAgain() throws Exception {
        site.withPage("/");
        AtomicInteger asked = new AtomicInteger();
        Resolver changing = _ -> new InetAddress[] {asked.incrementAndGet() <= 2 ? HERE : INSIDE};
        Visitor visitor =
                new Visitor(TestSite.fetcher(changing, LIMITS, System::nanoTime), url -> true);
        Task task = new Task(site.url("/"), 0, 0);
        assertThat(visitor.visit(task).fate()).isEqualTo(Fate.PAGE);
        assertThat(visitor.visit(task).fate()).isEqualTo(Fate.PRIVATE);
        assertThat(asked.get()).isEqualTo(3);
        assertThat(site.asked()).hasSize(1);
    }

    @Test
    void anInterruptEndsAVisitOnAThreadOfEitherKind() throws Exception {
        for (Thread.Builder kind : new Thread.Builder[] {Thread.ofPlatform(), Thread.ofVirtual()}) {
            CountDownLatch arrived = new CountDownLatch(1);
            site.with(
                    "/",
                    (_, _) -> {
                        arrived.countDown();
                        TestSite.staySilent();
                    });
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread thread =
                    kind.start(() -> {
                        try {
                            visit("/");
                            interrupted.complete(false);
                        } catch (InterruptedException _) {
                            interrupted.complete(true);
                        }
                    });
            arrived.await();
            thread.interrupt();
            thread.join();
            assertThat(interrupted.get()).isTrue();
        }
    }
}
