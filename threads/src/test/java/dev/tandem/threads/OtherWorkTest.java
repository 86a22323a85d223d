// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OtherWorkTest {

    private static String describe(OptionalLong queued) {
        return OtherWork.describe(
                new ThreadUsage(100, 60, queued, OptionalLong.empty(), OptionalLong.empty()));
    }

    @Test
    void aThreadThatWaitsForItsTurnTellsOfOtherWork() {
        assertThat(describe(OptionalLong.of(40))).startsWith("a thread waits for its turn 40 %");
        assertThat(describe(OptionalLong.of(1))).isEqualTo("little");
        assertThat(describe(OptionalLong.empty())).startsWith("unknown");
    }

    @Test
    void theMachineIsAskedWhateverItDoes() throws Exception {
        assertThat(OtherWork.measure()).isNotBlank();
    }
}
