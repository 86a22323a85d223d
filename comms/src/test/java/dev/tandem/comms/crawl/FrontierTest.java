// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static dev.tandem.comms.crawl.TestSite.LIMITS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontierTest {

    private static Task task(String url, int depth) {
        try {
            return new Task(Url.of(url), depth, 0);
        } catch (CrawlException e) {
            throw new AssertionError(e);
        }
    }

    private static Limits limits(int depth, int pages, int frontier) {
        return new Limits(
                LIMITS.connect(), LIMITS.page(), LIMITS.bytes(), depth, pages, frontier, 0);
    }

    @Test
    void anAddressIsVisitedOnceHoweverItIsWritten() {
        Frontier frontier = new Frontier(LIMITS);
        assertThat(frontier.offer(task("http://a/x", 0))).isEmpty();
        assertThat(frontier.offer(task("HTTP://A:80/./x#top", 0))).isEmpty();
        Task first = frontier.poll(0).orElseThrow();
        frontier.done(first, 0);
        assertThat(frontier.offer(first)).isEmpty();
        assertThat(frontier.poll(0)).isEmpty();
        assertThat(frontier.isExhausted()).isTrue();
    }

    @Test
    void aSiteHasOneVisitorAtATimeAndRestsAfterwards() {
        Frontier frontier = new Frontier(LIMITS);
        frontier.offer(task("http://a/1", 0));
        frontier.offer(task("http://a/2", 0));
        frontier.offer(task("http://b/1", 0));
        Task first = frontier.poll(0).orElseThrow();
        assertThat(frontier.poll(0)).contains(task("http://b/1", 0));
        assertThat(frontier.poll(0)).isEmpty();
        assertThat(frontier.untilReady(0)).isEqualTo(Long.MAX_VALUE);

        frontier.done(first, 100);
        assertThat(frontier.untilReady(40)).isEqualTo(60);
        assertThat(frontier.poll(99)).isEmpty();
        assertThat(frontier.poll(100)).contains(task("http://a/2", 0));
    }

    @Test
    void theSiteThatHasRestedLongestIsNext() {
        Frontier frontier = new Frontier(LIMITS);
        for (String site : new String[] {"a", "b"}) {
            frontier.offer(task("http://" + site + "/1", 0));
            frontier.offer(task("http://" + site + "/2", 0));
        }
        Task one = frontier.poll(0).orElseThrow();
        Task other = frontier.poll(0).orElseThrow();
        frontier.done(one, 50);
        frontier.done(other, 30);
        assertThat(frontier.poll(60).orElseThrow().url().site()).isEqualTo(other.url().site());
    }

    @Test
    void itIsNotOverWhileAVisitMayFindMore() {
        Frontier frontier = new Frontier(LIMITS);
        frontier.offer(task("http://a/1", 0));
        Task task = frontier.poll(0).orElseThrow();
        assertThat(frontier.isExhausted()).isFalse();
        frontier.done(task, 0);
        assertThat(frontier.isExhausted()).isTrue();
    }

    @Test
    void whatDoesNotFitIsRefusedAndMayComeAgain() {
        Frontier frontier = new Frontier(limits(10, 1000, 1));
        frontier.offer(task("http://a/1", 0));
        assertThat(frontier.offer(task("http://a/2", 0))).contains(Fate.FRONTIER_FULL);
        frontier.done(frontier.poll(0).orElseThrow(), 0);
        assertThat(frontier.offer(task("http://a/2", 0))).isEqualTo(Optional.empty());
        assertThat(frontier.poll(0)).contains(task("http://a/2", 0));
    }

    @Test
    void depthAndNumberAreLimited() {
        Frontier frontier = new Frontier(limits(1, 2, 1000));
        assertThat(frontier.offer(task("http://a/1", 2))).contains(Fate.TOO_DEEP);
        assertThat(frontier.offer(task("http://a/1", 1))).isEmpty();
        assertThat(frontier.offer(task("http://a/2", 1))).isEmpty();
        assertThat(frontier.offer(task("http://a/3", 1))).contains(Fate.ENOUGH);
        assertThat(frontier.offer(new Task(task("http://a/4", 0).url(), 0, 6)))
                .contains(Fate.MANY_REDIRECTS);
    }
}
