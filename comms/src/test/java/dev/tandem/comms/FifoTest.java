// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FifoTest {

    private static Runs runs(String variant) {
        return Runs.of(new Fifo()).variant(variant).with("work", "200us");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "partitioned"})
    void oneConsumerForEachProducerKeepsTheOrder(String variant) {
        Observed seen = runs(variant).with("messages", 200).observe();

        assertThat(seen.label()).isEqualTo("in-order");
        assertThat(seen.evidence()).containsEntry("messages", 600).containsEntry("overtaken", 0);
    }

    @Test
    void severalConsumersOvertakeEachOther() {
        Observed seen =
                await().until(
                                () -> runs("broken").observe(),
                                o -> o.label().equals("out-of-order"));

        assertThat(seen.evidence().get("overtaken"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
        assertThat(seen.evidence()).containsEntry("messages", 60);
    }

    @Test
    void producersWaitForRoomWhenTheQueueIsSmall() {
        Observed seen = runs("single").with("capacity", 1).observe();

        assertThat(seen.evidence().get("foundFull"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isPositive();
    }

    @Test
    void nobodyWaitsForRoomWhenEverythingFits() {
        Observed seen = runs("single").with("capacity", 100).observe();

        assertThat(seen.evidence()).containsEntry("foundFull", 0);
    }

    @Test
    void moreConsumersThanProducersEndToo() {
        Observed seen = runs("partitioned").with("producers", 1).with("consumers", 8).observe();

        assertThat(seen.label()).isEqualTo("in-order");
    }
}
