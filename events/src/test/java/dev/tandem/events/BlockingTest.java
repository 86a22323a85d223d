// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class BlockingTest {

    @Test
    void theWatchdogNamesTheHandlerThatWaits() {
        Observed seen = Runs.of(new Blocking()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("stalled");
        assertThat(seen.evidence()).containsEntry("handler", "Blocking.waitForAnswer");
        assertThat(seen.evidence().get("stack").toString())
                .contains("CompletableFuture.get:", "Blocking.waitForAnswer:");
    }

    @Test
    void aLoopWhoseHandlersReturnIsNotTakenForStalled() {
        Observed seen = Runs.of(new Blocking()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("responsive");
        assertThat(seen.evidence()).containsEntry("handler", "none");
    }
}
