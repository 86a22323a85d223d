// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class DequeAppendTest {

    private static Runs runs(String variant) {
        return Runs.of(new DequeAppend()).variant(variant).with("work", "200us");
    }

    @Test
    void theBoundHoldsWhereLookingAndAppendingAreOne() {
        Observed seen = runs("fixed").with("appends", 40).with("room", 5).observe();

        assertThat(seen.label()).isEqualTo("in-bounds");
        assertThat(seen.evidence()).containsEntry("room", 5).containsEntry("size", 5);
    }

    @Test
    void theBoundIsBrokenWhereTheyAreThreeCalls() {
        await().until(() -> runs("broken").observe(), seen -> seen.label().equals("overfull"));
    }

    @Test
    void nothingIsDroppedWhereThereIsRoomForAll() {
        Observed seen = runs("broken").with("appends", 7).with("room", 100).observe();

        assertThat(seen.label()).isEqualTo("in-bounds");
        assertThat(seen.evidence()).containsEntry("size", 14);
    }
}
