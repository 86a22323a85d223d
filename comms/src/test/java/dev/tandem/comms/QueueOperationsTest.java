// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueOperationsTest {

    private static Observed run(String variant) {
        return Runs.of(new QueueOperations())
                .variant(variant)
                .with("capacity", 3)
                .with("patience", "1ms")
                .observe();
    }

    private static List<Object> row(Observed seen, String queue, String call) {
        Table table = (Table) seen.evidence().get("operations");
        return table.rows().stream()
                .filter(row -> row.get(0).equals(queue) && row.get(1).equals(call))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"array", "linked"})
    void everyOperationDoesWhatItsFamilyPromises(String variant) {
        Observed seen = run(variant);

        assertThat(seen.label()).isEqualTo("four-ways");
        assertThat(row(seen, "full", "add").get(3)).isEqualTo("IllegalStateException");
        assertThat(row(seen, "full", "offer").get(3)).isEqualTo("false");
        assertThat(row(seen, "empty", "remove").get(3)).isEqualTo("NoSuchElementException");
        assertThat(row(seen, "empty", "poll, time").get(3)).isEqualTo("null");
    }

    @Test
    void aCallThatWaitsIsSeenWaiting() {
        Observed seen = run("array");

        assertThat(row(seen, "full", "put")).endsWith("waits", "WAITING");
        assertThat(row(seen, "empty", "take")).endsWith("waits", "WAITING");
    }

    @Test
    void aQueueWithoutACapacityIsNeverFull() {
        Observed seen = run("broken");

        assertThat(seen.label()).isEqualTo("never-full");
        assertThat(row(seen, "full", "put")).endsWith("returns", "");
    }
}
