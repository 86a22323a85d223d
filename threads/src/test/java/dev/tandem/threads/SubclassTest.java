// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubclassTest {

    @ParameterizedTest
    @ValueSource(strings = {"runnable", "virtual", "subclass"})
    void aTaskIsConstructedByItsMakerAndRunByItsThread(String variant) {
        Outcome.Observed observed = Runs.of(new Subclass()).variant(variant).observe();

        assertThat(observed.label()).isEqualTo("own-thread");
        assertThat(observed.evidence())
                .containsEntry("constructedIn", "main")
                .containsEntry("ranIn", "worker")
                .containsEntry("threadAfterwards", "TERMINATED");
    }

    @Test
    void whoeverCallsRunRunsIt() {
        Outcome.Observed observed = Runs.of(new Subclass()).variant("run-called").observe();

        assertThat(observed.label()).isEqualTo("callers-thread");
        assertThat(observed.evidence())
                .containsEntry("ranIn", "main")
                .containsEntry("threadAfterwards", "NEW");
    }
}
