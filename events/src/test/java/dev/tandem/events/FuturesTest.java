// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuturesTest {

    @Test
    void everyCallGoesOnWithTheAnswer() {
        Observed seen = Runs.of(new Futures()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("on-loop");
        assertThat(seen.evidence()).containsEntry("refused", "nothing");
        assertThat((List<?>) seen.evidence().get("wentOn")).hasSize(3);
    }

    @Test
    void aCallThatWaitsWhereItIsWouldHoldUpTheLoop() {
        Observed seen =
                Runs.of(new Futures()).variant("broken").with("thinking", "200ms").observe();

        assertThat(seen.label()).isEqualTo("stood-still");
        assertThat(seen.evidence().get("refused").toString()).contains("stand still");
    }
}
