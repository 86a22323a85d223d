// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class LoopQueueTest {

    @Test
    void aProducerThatWaitsForItsPlaceKeepsTheQueueShort() {
        Observed seen = Runs.of(new LoopQueue()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("bounded");
        assertThat(seen.evidence()).containsEntry("longest", 3);
    }

    @Test
    void oneThatDoesNotIsNeverSlowedDown() {
        Observed seen = Runs.of(new LoopQueue()).variant("broken").with("work", "50ms").observe();

        assertThat(seen.label()).isEqualTo("piled-up");
        assertThat((int) seen.evidence().get("longest")).isGreaterThan(3);
    }
}
