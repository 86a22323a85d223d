// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndTest {

    @ParameterizedTest
    @ValueSource(strings = {"interrupt", "flag"})
    void whoEndsInOrderGivesBackItsLock(String variant) {
        Outcome.Observed observed = Runs.of(new End()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo("ended");
        assertThat(observed.evidence())
                .containsEntry("worker", "TERMINATED")
                .containsEntry("next", "TERMINATED")
                .containsEntry("lockHeldBy", "nobody");
    }

    @Test
    void aLockThatIsNeverGivenBackIsFoundAndTold() {
        Outcome.Observed observed = Runs.of(new End()).variant("no-finally").observe();

        assertThat(observed.label()).isEqualTo("left-locked");
        assertThat(observed.evidence())
                .containsEntry("worker", "TERMINATED")
                .containsEntry("next", "WAITING")
                .containsEntry("lockHeldBy", "worker");
    }

    @ParameterizedTest
    @CsvSource({"ignoring, not-ended", "stop, refused"})
    void whoIsNotEndedKeepsItsLock(String variant, String label) {
        Outcome.Observed observed = Runs.of(new End()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo(label);
        assertThat(observed.evidence())
                .containsEntry("next", "WAITING")
                .containsEntry("lockHeldBy", "worker");
    }

    @Test
    void theRuntimeRefusesToStopAThread() {
        assertThat(Runs.of(new End()).variant("stop").observe().evidence())
                .containsEntry("refusal", UnsupportedOperationException.class.getName());
    }

    @Test
    void anOrphanOutlivesTheThreadThatStartedIt() {
        Outcome.Observed observed = Runs.of(new End()).variant("orphan").observe();

        assertThat(observed.label()).isEqualTo("orphan-ended");
        assertThat(observed.evidence()).containsEntry("orphaned", true);
    }
}
