// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NestedLockingTest {

    @Test
    void aReentrantLockLetsTheNestedCallsThrough() {
        Observed seen = Runs.of(new NestedLocking()).variant("fixed").observe();

        assertThat(seen).isEqualTo(new Observed("both-modified", Map.of("a", 2, "b", 1)));
    }

    @Test
    void aMutexMakesTheThreadWaitForItself() {
        Observed seen = Runs.of(new NestedLocking()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("self-deadlock");
        assertThat(seen.evidence())
                .containsEntry("circle", "worker waits for the mutex, held by worker");
    }

    @Test
    void theStackShowsTheCallThatWaitsAndTheOneThatHolds() {
        Observed seen = Runs.of(new NestedLocking()).variant("broken").observe();

        assertThat((List<?>) seen.evidence().get("calls"))
                .extracting(call -> call.toString().replaceAll(",.*", ""))
                .containsExactly("modifyA", "modifyBoth");
    }
}
