// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Subject;
import dev.tandem.spi.Crew;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** In every interleaving each page is visited once, and every worker learns that it is over. */
class QuiescenceTest {

    /** The first page leads to one on another site, and that back to the first. */
    public static void crawl() throws Exception {
        Url first = new Url("http", "a", 80, "/");
        Url other = new Url("http", "b", 80, "/");
        AtomicInteger visits = new AtomicInteger();
        Crawl crawl =
                new Crawl(
                        new ReentrantLock(),
                        TestSite.LIMITS,
                        url -> true,
                        () -> 0,
                        task -> {
                            visits.incrementAndGet();
                            Url link = task.url().equals(first) ? other : first;
                            return new Visit(
                                    task,
                                    Fate.PAGE,
                                    "",
                                    0,
                                    List.of(link),
                                    List.of(),
                                    Duration.ZERO,
                                    Duration.ZERO);
                        });
        crawl.seed(first);
        try (Crew crew = Crew.named("worker-")) {
            crew.start(crawl::run);
            crawl.run();
            crew.join();
        }
        if (visits.get() != 2 || crawl.count(Fate.PAGE) != 2) {
            throw new AssertionError(visits + " visits");
        }
    }

    @Test
    void everyPageIsVisitedOnceAndEveryWorkerEnds() {
        Subject subject =
                new Subject.OfClass(
                        QuiescenceTest.class.getName(),
                        "crawl",
                        QuiescenceTest.class.getClassLoader());
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(subject).at(Level.MEMORY).limited(20_000, 20_000),
                        (executions, steps) -> {},
                        () -> false);
        assertThat(result.failure()).isEmpty();
        assertThat(result.stop()).as("%s", result).isEqualTo(Stop.EXHAUSTED);
    }
}
