// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static dev.tandem.comms.crawl.TestSite.HERE;
import static dev.tandem.comms.crawl.TestSite.INSIDE;
import static dev.tandem.comms.crawl.TestSite.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.http.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are used again, and those that are not. */
class KeepAliveTest {

    private static final String TYPE = "Content-Type: text/html\r\n";
    private static final String GOOD =
            "HTTP/1.1 200 OK\r\n" + TYPE + "Content-Length: 3\r\n\r\n<p>";

    private final TestSite site = new TestSite();
    private final Set<OutputStream> connections =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private final AtomicLong now = new AtomicLong();
    private Fetcher fetcher = TestSite.fetcher(TestSite::resolve, LIMITS, now::get);

    KeepAliveTest() throws IOException {}

    @AfterEach
    void close() {
        fetcher.close();
        site.close();
    }

    private void answers(String path, String text) {
        LoopbackServer.Answers raw = TestSite.raw(text);
        site.with(
                path,
                (request, out) -> {
                    connections.add(out);
                    raw.answer(request, out);
                });
    }

    private Reply page(String path) throws CrawlException, InterruptedException {
        return fetcher.page(site.url(path));
    }

    @Test
    void answersThatEndLetTheirConnectionBeUsedAgain() throws Exception {
        answers("/counted", GOOD);
        answers("/kept", GOOD.replace("\r\n\r\n", "\r\nConnection: keep-alive\r\n\r\n"));
        answers("/missing", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        answers("/none", "HTTP/1.1 204 No Content\r\n\r\n");
        answers(
                "/chunks",
                "HTTP/1.1 200 OK\r\n"
                        + TYPE
                        + "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n");
        for (String path : new String[] {"/counted", "/kept", "/missing", "/none", "/chunks"}) {
            page(path);
        }
        assertThat(page("/counted").body()).asString().isEqualTo("<p>");

        assertThat(connections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n" + TYPE + "Content-Length: 3\r\nContent-Length: 3\r\n\r\n<p>",
                "HTTP/1.1 200 OK\r\n" + TYPE + "Content-Length : 3\r\n\r\n<p>",
                "HTTP/1.1 200 OK\r\n"
                        + TYPE
                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + TYPE + "Content-Length: 3\r\nConnection: close\r\n\r\n<p>",
                "HTTP/1.0 200 OK\r\n" + TYPE + "Content-Length: 3\r\n\r\n<p>",
                "HTTP/1.1 200 OK\r\n"
                        + TYPE
                        + "Content-Length: 3\r\n\r\n<p>HTTP/1.1 404 No\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\nPNG",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\n404"
            })
    void afterOneThatMayNotHaveEndedItIsNot(String doubtful) throws Exception {
        answers("/doubtful", doubtful);
        answers("/next", GOOD);
        page("/doubtful");

        assertThat(page("/next").status()).isEqualTo(200);
        assertThat(connections).hasSize(2);
    }

    @Test
    void aServerThatHasHungUpIsAskedAgainOnce() throws Exception {
        site.withRaw("/last", GOOD);
        answers("/next", GOOD);
        page("/last");

        assertThat(page("/next").status()).isEqualTo(200);
        assertThat(site.asked()).containsExactly("/last", "/next");
    }

    @Test
    void aServerThatHangsUpOnANewConnectionIsNotAskedAgain() throws Exception {
        site.withRaw("/", "");

        assertThatThrownBy(() -> page("/")).hasMessage("the server hangs up without an answer");
        assertThat(site.asked()).containsExactly("/");
    }

    @Test
    void aConnectionThatHasWaitedForLongIsNotUsedAgain() throws Exception {
        answers("/", GOOD);
        page("/");
        now.addAndGet(Duration.ofMinutes(1).toNanos() / 2);
        page("/");

        assertThat(connections).hasSize(2);
    }

    @Test
    void aHostThatHasMovedIsNotAskedWhereItWas() throws Exception {
        answers("/", GOOD);
        AtomicBoolean moved = new AtomicBoolean();
        fetcher =
                new Fetcher(
                        _ -> new InetAddress[] {moved.get() ? INSIDE : HERE},
                        _ -> true,
                        LIMITS,
                        () -> {
                            throw new AssertionError("no TLS is needed");
                        },
                        now::get);
        page("/");
        moved.set(true);
        Visit visit = new Visitor(fetcher, url -> true).visit(new Task(site.url("/"), 0, 0));

        assertThat(visit.fate()).isEqualTo(Fate.NO_CONNECTION);
        assertThat(connections).hasSize(1);
    }

    @Test
    void oneConnectionASiteIsKeptAndNotOfAllSites() throws Exception {
        answers("/", GOOD);
        for (int i = 0; i <= IdleConnections.MOST; i++) {
            fetcher.page(site.url("host-" + i + ".example", "/"));
        }
        fetcher.page(site.url("host-1.example", "/"));
        assertThat(connections).hasSize(IdleConnections.MOST + 1);
        fetcher.page(site.url("host-0.example", "/"));
        assertThat(connections).hasSize(IdleConnections.MOST + 2);
    }
}
