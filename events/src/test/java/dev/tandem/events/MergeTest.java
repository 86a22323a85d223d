// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class MergeTest {

    @Test
    void mergingHearsBothAsTheyEmit() {
        Observed seen = Runs.of(new Merge()).observe();

        assertThat(seen.label()).isEqualTo("all-heard");
        assertThat(seen.evidence()).containsEntry("rang", 8).containsEntry("heard", 8);
    }

    @Test
    void concatenatingMissesWhatTheSecondEmitsMeanwhile() {
        Observed seen = Runs.of(new Merge()).variant("concat").observe();

        assertThat(seen.label()).isEqualTo("missed");
        assertThat(seen.evidence()).containsEntry("rang", 8).containsEntry("heard", 6);
    }
}
