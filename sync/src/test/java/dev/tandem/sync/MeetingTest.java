// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeetingTest {

    private static Runs runs(String variant) {
        return Runs.of(new Meeting()).variant(variant).with("longest", "2ms");
    }

    @Test
    void allPassWhenTheLastHasCome() {
        Observed seen = runs("meet").observe();

        assertThat(seen.label()).isEqualTo("all-met");
        assertThat(fates(seen)).containsExactly("passed", "passed", "passed", "passed");
    }

    @Test
    void whoDiesInSilenceLeavesTheOthersWaiting() {
        Observed seen = runs("broken").observe();

        assertThat(seen.label()).isEqualTo("stranded");
        assertThat(fates(seen)).containsExactly("died", "waits", "waits", "waits");
    }

    @Test
    void whoBreaksTheBarrierTellsThoseThatComeLaterToo() {
        Observed seen = runs("fixed").observe();

        assertThat(seen.label()).isEqualTo("all-told");
        assertThat(fates(seen)).containsExactly("died", "was told", "was told", "was told");
    }

    @Test
    void whoResetsTheBarrierStrandsThoseThatComeLater() {
        AtomicLong seeds = new AtomicLong();

        Observed seen =
                await().until(
                                () -> runs("reset").seed(seeds.incrementAndGet()).observe(),
                                observed -> observed.label().equals("stranded"));

        assertThat(fates(seen)).contains("died", "waits").doesNotContain("passed");
    }

    private static List<Object> fates(Observed seen) {
        Table table = (Table) seen.evidence().get("parties");
        return table.rows().stream().map(List::getLast).toList();
    }
}
