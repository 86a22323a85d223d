// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StarvationTest {

    private static Observed run(String variant) {
        return Runs.of(new Starvation()).variant(variant).observe();
    }

    @Test
    void virtualThreadsThatComputeKeepATimeoutFromFiring() {
        Observed seen =
                Awaitility.await().until(() -> run("broken"), end -> end.label().equals("starved"));

        assertThat(seen.evidence().get("mounted")).isEqualTo(seen.evidence().get("carriers"));
        assertThat((long) seen.evidence().get("queued")).isPositive();
    }

    @Test
    void platformThreadsThatComputeAreStopped() {
        Observed seen = run("fixed");

        assertThat(seen.label()).isEqualTo("in-time");
        assertThat((int) seen.evidence().get("mounted")).isZero();
    }
}
