// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class TheracTest {

    @Test
    void anEditDuringSetUpIsSeenBeforeTheBeam() {
        Observed seen = Runs.of(new Therac()).variant("fixed").with("set-up", "1ms").observe();

        assertThat(seen.label()).isEqualTo("treated");
        assertThat(seen.evidence()).containsEntry("overdoses", 0);
        assertThat(beams(seen).rows())
                .hasSize(20)
                .allMatch(row -> row.get(CURRENT).equals("high") == (boolean) row.get(TARGET));
    }

    @Test
    void anEditDuringSetUpLeavesTheCurrentOfOneModeWithTheTargetOfTheOther() {
        Runs machine = Runs.of(new Therac()).variant("broken").with("set-up", "4ms");

        Observed seen = await().until(machine::observe, o -> o.label().equals("overdose"));

        assertThat(beams(seen).rows())
                .filteredOn(row -> row.get(TREATMENT).equals("overdose"))
                .hasSize((int) seen.evidence().get("overdoses"))
                .allMatch(row -> row.get(CURRENT).equals("high") && !(boolean) row.get(TARGET));
    }

    private static final int CURRENT = 1;
    private static final int TARGET = 2;
    private static final int TREATMENT = 3;

    private static Table beams(Observed seen) {
        return (Table) seen.evidence().get("beams");
    }
}
