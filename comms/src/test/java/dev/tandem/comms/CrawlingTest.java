// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.comms.crawl.GeneratedSite;
import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlingTest {

    @TempDir private Path folder;

    private static Runs crawling() {
        return Runs.of(new Crawling()).with("pages", 40).with("latency", "0s");
    }

    @Test
    void everyPageIsVisitedWithoutTheLock() {
        Outcome.Observed run = crawling().observe();
        assertThat(run.label()).isEqualTo("crawled");
        assertThat(run.evidence())
                .containsEntry("pages", 40)
                .containsEntry("visitsUnderTheLock", 0);
    }

    @Test
    void whoHoldsTheLockWhileFetchingIsAlone() {
        Outcome.Observed run = crawling().variant("broken").observe();
        assertThat(run.label()).isEqualTo("lock-held");
        assertThat(run.evidence()).containsEntry("pages", 40).containsEntry("atOnce", 1);
    }

    @Test
    void whatALimitKeptAwayIsInTheSummary() {
        Outcome.Observed run = crawling().with("depth", 1).observe();
        assertThat(run.label()).isEqualTo("incomplete");
        assertThat(((Table) run.evidence().get("summary")).rows())
                .anySatisfy(row -> assertThat(row.getFirst()).isEqualTo("too deep"));
    }

    @Test
    void anAddressOfThisMachineNeedsTheFlag() throws Exception {
        try (GeneratedSite site = GeneratedSite.open(1, 3, Duration.ZERO, 1)) {
            Runs runs = Runs.of(new Crawling()).with("url", site.front());
            assertThat(runs.observe().evidence()).containsEntry("pages", 0);
            assertThat(runs.with("private", true).observe().evidence()).containsEntry("pages", 3);
        }
    }

    @Test
    void theLinksAreWrittenToAFile() throws Exception {
        Path file = folder.resolve("links.dot");
        crawling().with("graph", file).observe();
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(40).endsWith("}");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidSo() {
        RunReport run = crawling().with("graph", folder.resolve("none/links.dot")).report();
        assertThat(run.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(TandemException.Usage.class)
                                        .hasMessageContaining("parameter graph"));
    }
}
