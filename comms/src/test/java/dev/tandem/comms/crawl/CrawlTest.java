// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static dev.tandem.comms.crawl.TestSite.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Crew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlTest {

    private final TestSite site = new TestSite();

    @TempDir private Path folder;

    CrawlTest() throws IOException {}

    @AfterEach
    void close() {
        site.close();
    }

    private static Crawl crawl(Limits limits, Predicate<Url> scope) {
        Visitor visitor = new Visitor(TestSite.fetcher(limits), scope);
        return new Crawl(new ReentrantLock(), limits, scope, System::nanoTime, visitor::visit);
    }

    private Crawl run(Limits limits, Predicate<Url> scope) throws InterruptedException {
        Crawl crawl = crawl(limits, scope);
        crawl.seed(site.url("/"));
        crawl.run();
        return crawl;
    }

    private static Limits limits(int depth, int pages, int frontier) {
        return new Limits(
                LIMITS.connect(), LIMITS.page(), LIMITS.bytes(), depth, pages, frontier, 0);
    }

    private static List<Object> row(Fate fate, int count, int bytes, String example) {
        return List.of(fate.title(), count, (long) bytes, example);
    }

    @Test
    void whateverIsWrongIsARowAndTheCrawlGoesOn() throws Exception {
        site.withPage(
                        "/",
                        "missing",
                        "big",
                        "zip",
                        "mail",
                        "to-inside",
                        "circle-1",
                        "ftp://x/",
                        "http://[",
                        "last")
                .withText("/big", "text/html", "x".repeat(LIMITS.bytes() + 1))
                .withText("/zip", "application/zip", "PK")
                .withRaw("/mail", "220 ESMTP\r\n")
                .withRedirect("/to-inside", "http://inside.example/")
                .withRedirect("/circle-1", "/circle-2")
                .withRedirect("/circle-2", "/circle-1")
                .withPage("/last");
        Crawl crawl = run(LIMITS, url -> true);
        assertThat(crawl.count(Fate.PAGE)).isEqualTo(2);
        assertThat(crawl.table().rows())
                .contains(
                        row(Fate.STATUS, 1, 0, site.url("/missing").toString()),
                        row(Fate.TOO_LARGE, 1, 0, site.url("/big").toString()),
                        row(Fate.NOT_HTML, 1, 0, site.url("/zip").toString()),
                        row(Fate.BROKEN, 1, 0, site.url("/mail").toString()),
                        row(Fate.PRIVATE, 1, 0, "http://inside.example/"),
                        row(Fate.REDIRECT, 2, 0, site.url("/circle-1").toString()),
                        row(Fate.CIRCLE, 1, 0, site.url("/circle-2").toString()),
                        row(Fate.OTHER_SCHEME, 1, 0, "ftp://x/"),
                        row(Fate.MALFORMED, 1, 0, "http://["));
        assertThat(crawl.hasLoss()).isTrue();
    }

    @Test
    void redirectsWithoutAnEndAreGivenUp() throws Exception {
        for (int i = 0; i < 20; i++) {
            site.withRedirect(i == 0 ? "/" : "/" + i, "/" + (i + 1));
        }
        Crawl crawl = run(LIMITS, url -> true);
        assertThat(crawl.count(Fate.REDIRECT)).isEqualTo(1 + Limits.REDIRECTS);
        assertThat(crawl.count(Fate.MANY_REDIRECTS)).isEqualTo(1);
    }

    @Test
    void otherSitesAreNotAskedForAnything() throws Exception {
        site.withPage("/", "http://other.example:" + site.url("/").port() + "/there", "/a")
                .withPage("/a");
        Crawl crawl = run(LIMITS, url -> url.host().equals("here.example"));
        assertThat(crawl.count(Fate.OTHER_SITE)).isEqualTo(1);
        assertThat(site.asked()).containsExactly("/", "/a");
    }

    @Test
    void limitsAreRowsToo() throws Exception {
        site.withPage("/", "/a", "/b", "/c").withPage("/a").withPage("/b").withPage("/c");
        assertThat(run(limits(0, 10, 10), url -> true).count(Fate.TOO_DEEP)).isEqualTo(3);
        assertThat(run(limits(9, 2, 10), url -> true).count(Fate.ENOUGH)).isEqualTo(2);
        assertThat(run(limits(9, 10, 1), url -> true).count(Fate.FRONTIER_FULL)).isEqualTo(2);
    }

    /** The clock of the test goes on by ten with each look at it. */
    @Test
    void aSiteRestsForAsLongAsItsAnswerTook() throws Exception {
        AtomicLong clock = new AtomicLong();
        Limits polite = new Limits(LIMITS.connect(), LIMITS.page(), 1000, 10, 1000, 1000, 2);
        AtomicInteger visits = new AtomicInteger();
        Crawl crawl =
                new Crawl(
                        new ReentrantLock(),
                        polite,
                        url -> true,
                        () -> clock.getAndAdd(10),
                        task -> {
                            visits.incrementAndGet();
                            List<Url> links =
                                    task.depth() == 0 ? List.of(site.url("/next")) : List.of();
                            return new Visit(
                                    task,
                                    Fate.PAGE,
                                    "",
                                    0,
                                    links,
                                    List.of(),
                                    Duration.ofNanos(500),
                                    Duration.ZERO);
                        });
        crawl.seed(site.url("/"));
        crawl.run();
        assertThat(visits.get()).isEqualTo(2);
        assertThat(clock.get()).isGreaterThan(1000);
    }

    @Test
    void manyWorkersVisitEveryPageOnceAndEnd() throws Exception {
        Limits limits = limits(100, 10_000, 10_000);
        try (GeneratedSite web = GeneratedSite.open(4, 200, Duration.ZERO, 7);
                Fetcher fetcher = Fetcher.of(limits, true)) {
            Visitor visitor = new Visitor(fetcher, url -> true);
            Queue<Url> visited = new ConcurrentLinkedQueue<>();
            Crawl crawl =
                    new Crawl(
                            new ReentrantLock(),
                            limits,
                            url -> true,
                            System::nanoTime,
                            task -> {
                                visited.add(task.url());
                                return visitor.visit(task);
                            });
            crawl.seed(web.front());
            try (Crew crew = Crew.virtual("worker-")) {
                crew.together(16, _ -> crawl.run());
            }
            assertThat(crawl.count(Fate.PAGE)).isEqualTo(200);
            assertThat(visited).doesNotHaveDuplicates();
            assertThat(crawl.count(Fate.CIRCLE)).isEqualTo(4);
            assertThat(crawl.hasLoss()).isFalse();
        }
    }

    @Test
    void theGraphOfLinksIsOneThatGraphvizReads() throws Exception {
        site.withPage("/", "/a", "/b").withPage("/a", "/");
        Path file = folder.resolve("links.dot");
        Visitor visitor = new Visitor(TestSite.fetcher(LIMITS), url -> true);
        try (LinkGraph graph = LinkGraph.create(file)) {
            graph.add(visitor.visit(new Task(site.url("/"), 0, 0)));
            graph.add(visitor.visit(new Task(site.url("/a"), 1, 0)));
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "digraph crawl {",
                        "  \"%s\" -> \"%s\";".formatted(site.url("/"), site.url("/a")),
                        "  \"%s\" -> \"%s\";".formatted(site.url("/"), site.url("/b")),
                        "  \"%s\" -> \"%s\";".formatted(site.url("/a"), site.url("/")),
                        "}");
    }
}
