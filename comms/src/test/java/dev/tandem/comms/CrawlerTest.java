// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.comms.Crawler.Section;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrawlerTest {

    private final Crawler crawler = new Crawler();

    private Work<Section> open(long seed, String... values) throws Exception {
        Map<String, String> given = new HashMap<>(Map.of("latency", "0s", "hosts", "3"));
        for (int i = 0; i < values.length; i += 2) {
            given.put(values[i], values[i + 1]);
        }
        return crawler.open(Parameters.of(crawler.spec().parameters(), given), seed);
    }

    @Test
    void thePartsTogetherHaveEveryPage() throws Exception {
        try (Work<Section> work = open(1, "pages", "100")) {
            int pages = 0;
            for (int i = 0; i < work.size(); i++) {
                pages += work.part(i).pages();
            }
            assertThat(work.size()).isEqualTo(24);
            assertThat(pages).isEqualTo(100);
        }
    }

    @Test
    void thereIsAPartForEachPageWhenThereAreFew() throws Exception {
        try (Work<Section> work = open(1, "pages", "5")) {
            assertThat(work.size()).isEqualTo(5);
            assertThat(work.part(4).pages()).isEqualTo(1);
        }
    }

    /** The ports of the hosts are others the second time. */
    @Test
    void thePagesDependOnTheSeedAlone() throws Exception {
        try (Work<Section> one = open(5);
                Work<Section> same = open(5);
                Work<Section> other = open(6)) {
            assertThat(one.part(3)).isEqualTo(same.part(3));
            assertThat(one.digestOf(3)).isNotEqualTo(other.digestOf(3));
        }
    }

    @Test
    void anotherProcessCrawlsTheSameServers() throws Exception {
        try (Work<Section> here = open(5);
                Work<Section> there =
                        crawler.open(
                                Parameters.of(
                                        crawler.spec().parameters(), here.parameters().asText()),
                                5)) {
            assertThat(there.part(1)).isEqualTo(here.part(1));
        }
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> open(1, "seeds", "http://a/,b"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("parameter seeds: 'b'");
        assertThatThrownBy(() -> open(1, "timeout", "0s"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("parameter timeout");
    }
}
