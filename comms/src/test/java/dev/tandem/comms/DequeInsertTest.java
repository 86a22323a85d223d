// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class DequeInsertTest {

    private static Runs runs(String variant) {
        return Runs.of(new DequeInsert()).variant(variant).with("work", "200us");
    }

    @Test
    void aPlaceStaysRightWhileTheLockIsHeld() {
        Observed seen = runs("fixed").with("inserts", 30).observe();

        assertThat(seen.label()).isEqualTo("in-place");
        assertThat(seen.evidence())
                .containsEntry("before", 30)
                .containsEntry("after", 30)
                .containsEntry("misplaced", 0L);
    }

    @Test
    void aPlaceIsWrongOnceAnotherHasInsertedBeforeIt() {
        await().until(() -> runs("broken").observe(), seen -> seen.label().equals("misplaced"));
    }
}
