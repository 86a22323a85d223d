// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopEventTest {

    @Test
    void anEventLetsThosePassWhoComeLater() {
        Observed seen = Runs.of(new LoopEvent()).with("waiters", 1).observe();

        assertThat(seen.label()).isEqualTo("all-passed");
        assertThat(seen.evidence()).containsEntry("passed", List.of("early 1", "late 1"));
    }

    @Test
    void aSignalDoesNot() {
        Observed seen = Runs.of(new LoopEvent()).variant("broken").with("waiters", 2).observe();

        assertThat(seen.label()).isEqualTo("left-waiting");
        assertThat(seen.evidence())
                .containsEntry("passed", List.of("early 1", "early 2"))
                .containsEntry("leftWaiting", 2);
    }
}
