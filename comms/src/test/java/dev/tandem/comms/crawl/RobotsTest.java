// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static dev.tandem.comms.crawl.TestSite.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RobotsTest {

    private static final String RULES =
            "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private/\nCrawl-delay: 2\n";

    private final TestSite site = new TestSite();
    private final Visitor visitor =
            new Visitor(TestSite.fetcher(LIMITS), target -> target.host().equals("here.example"));

    RobotsTest() throws IOException {
        site.withPage("/").withPage("/private/a");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Visit visit(String path) throws InterruptedException {
        return visitor.visit(new Task(site.url(path), 0, 0));
    }

    @Test
    void whatIsForbiddenIsNotAskedFor() throws Exception {
        site.withText("/robots.txt", "text/plain", RULES);
        assertThat(visit("/private/a").fate()).isEqualTo(Fate.ROBOTS);
        assertThat(visit("/").fate()).isEqualTo(Fate.PAGE);
        assertThat(visit("/").delay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(site.asked()).containsOnly("/");
        assertThat(site.askedForRobots()).hasSize(1);
    }

    @Test
    void compressedRulesAreKeptAndThoseThatCannotBeReadForbidAll() throws Exception {
        byte[] rules = RULES.getBytes(StandardCharsets.US_ASCII);
        site.with("/robots.txt", TestSite.encoded("gzip", TestSite.gzip(rules)));
        assertThat(visit("/private/a").fate()).isEqualTo(Fate.ROBOTS);
        assertThat(visit("/").fate()).isEqualTo(Fate.PAGE);

        try (TestSite other = new TestSite()) {
            other.withPage("/").with("/robots.txt", TestSite.encoded("br", rules));
            assertThat(visitor.visit(new Task(other.url("/"), 0, 0)).fate()).isEqualTo(Fate.BROKEN);
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void rulesForTheCrawlerByItsNameAreItsOwn() throws Exception {
        site.withText(
                "/robots.txt", "text/plain", "User-agent: tandem-crawler\nDisallow: /\n\n" + RULES);
        assertThat(visit("/").fate()).isEqualTo(Fate.ROBOTS);
    }

    @Test
    void aSiteWithoutRulesForbidsNothing() throws Exception {
        assertThat(visit("/private/a").fate()).isEqualTo(Fate.PAGE);
    }

    @Test
    void aSiteThatFailsToSayItsRulesIsNotVisited() throws Exception {
        site.with(
                "/robots.txt",
                TestSite.raw("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
        assertThat(visit("/").fate()).isEqualTo(Fate.ROBOTS);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void rulesThatHaveMovedAreFollowed() throws Exception {
        site.withRedirect("/robots.txt", "/rules").withText("/rules", "text/plain", RULES);
        assertThat(visit("/private/a").fate()).isEqualTo(Fate.ROBOTS);
    }

    @Test
    void rulesThatHaveMovedToAnotherHostOrInACircleAreNone() throws Exception {
        site.withRedirect("/robots.txt", "/robots.txt");
        assertThat(visit("/private/a").fate()).isEqualTo(Fate.PAGE);
        assertThat(site.askedForRobots()).hasSize(1 + Limits.REDIRECTS);
        Visit elsewhere =
                new Visitor(TestSite.fetcher(LIMITS), target -> false)
                        .visit(new Task(site.url("/"), 0, 0));
        assertThat(elsewhere.fate()).isEqualTo(Fate.PAGE);
    }

    @Test
    void ofRulesOfAHundredMegabytesTheBeginningCounts() throws Exception {
        site.with(
                "/robots.txt",
                (_, out) -> {
                    TestSite.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + RULES)
                            .answer("", out);
                    byte[] line = "# and so on\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
                    while (true) {
                        out.write(line);
                    }
                });
        Visit visit = visit("/");
        assertThat(visit.fate()).isEqualTo(Fate.PAGE);
        assertThat(visit.findings())
                .containsExactly(new Finding(Fate.ROBOTS_CUT, site.url("/robots.txt").toString()));
        assertThat(visit("/private/a").fate()).isEqualTo(Fate.ROBOTS);
    }
}
