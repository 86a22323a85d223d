// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class LoopLockTest {

    @Test
    void underTheLockEveryPaymentArrives() {
        Observed seen = Runs.of(new LoopLock()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("exact");
        assertThat(seen.evidence()).containsEntry("balance", 5);
    }

    @Test
    void withoutItAllReadTheSameBalance() {
        Observed seen = Runs.of(new LoopLock()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("lost-update");
        assertThat(seen.evidence()).containsEntry("balance", 1).containsEntry("lost", 4);
    }
}
