// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class CallsTest {

    @Test
    void callsOfEachKindAreMadeInTheirOrder() {
        Observed seen = Runs.of(new Calls()).with("beat", "1ms").observe();

        assertThat(seen.label()).isEqualTo("in-order");
        assertThat(seen.evidence()).containsEntry("calls", 12);
    }
}
