// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.testkit.Runs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedListTest {

    private static Runs runs(String variant) {
        return Runs.of(new SharedList()).variant(variant).with("threads", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "copied"})
    void everyAppendArrives(String variant) {
        Observed seen = runs(variant).with("appends", 500).observe();

        assertThat(seen.label()).isEqualTo("all-there");
        assertThat(seen.evidence())
                .containsEntry("size", 1000)
                .containsEntry(
                        "arrived", Bars.of("appends").with("writer-1", 500).with("writer-2", 500));
    }

    @Test
    void appendsToAPlainListAreLost() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> runs("broken").observe(), seen -> seen.label().equals("lost-append"));
    }
}
