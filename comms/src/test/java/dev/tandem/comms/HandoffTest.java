// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandoffTest {

    private static Observed run(String variant) {
        return Runs.of(new Handoff())
                .variant(variant)
                .with("messages", 300)
                .with("rate", 1_000_000)
                .with("time", "0s")
                .with("parties", 3)
                .observe();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "many"})
    void everyQueueHandsOverEveryMessage(String variant) {
        assertThat(run(variant).label()).isEqualTo("all-handed-over");
    }

    @Test
    void everyQueueIsMeasuredInBothWays() {
        Observed seen = run("one");

        assertThat(((Bars) seen.evidence().get("throughput")).bars())
                .hasSize(7)
                .allSatisfy(bar -> assertThat(bar.value()).isPositive());
        assertThat(((Table) seen.evidence().get("microseconds")).rows())
                .hasSize(7)
                .allSatisfy(row ->
                        assertThat((double) row.get(4))
                                .isGreaterThanOrEqualTo((double) row.get(1)));
    }
}
