// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShutdownTest {

    private static Runs run(String variant) {
        return Runs.of(new Shutdown()).variant(variant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutdown", "close"})
    void anOrderlyEndRunsWhatWasSubmittedAndRejectsWhatComesLater(String variant) {
        Observed seen = run(variant).observe();

        assertThat(seen.label()).isEqualTo("drained");
        assertThat(seen.evidence()).containsEntry("done", 4).containsEntry("laterTask", "rejected");
    }

    @Test
    void shutdownNowInterruptsWhatRunsAndHandsBackWhatWaits() {
        Observed seen = run("shutdown-now").with("queued", 5).observe();

        assertThat(seen.label()).isEqualTo("cut-short");
        assertThat(seen.evidence())
                .containsEntry("done", 0)
                .containsEntry("interrupted", 1)
                .containsEntry("handedBack", 5);
    }

    @Test
    void aPoolThatNobodyEndsTakesMoreAndWaits() {
        Observed seen = run("broken").observe();

        assertThat(seen.label()).isEqualTo("left-running");
        assertThat(seen.evidence()).containsEntry("laterTask", "taken");
    }
}
