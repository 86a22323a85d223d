// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlynnTest {

    private static Runs small() {
        return Runs.of(new Flynn()).with("elements", 1000).with("rounds", 2);
    }

    @Test
    void everyStyleHasTheSameSum() {
        Outcome.Observed observed = small().with("threads", 7).observe();
        assertThat(observed.label()).isEqualTo("equal");
        assertThat((List<?>) observed.evidence().get("votes"))
                .hasSize(3)
                .allMatch(vote -> vote.equals(observed.evidence().get("sum")));
    }

    @Test
    void aWrongProgramIsOutvoted() {
        Outcome.Observed observed = small().with("faulty", true).observe();
        assertThat(observed.label()).isEqualTo("outvoted");
        assertThat((List<?>) observed.evidence().get("votes"))
                .filteredOn(vote -> vote.equals(observed.evidence().get("sum")))
                .hasSize(2);
    }
}
