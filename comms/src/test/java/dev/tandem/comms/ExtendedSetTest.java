// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedSetTest {

    private static Runs runs(String variant) {
        return Runs.of(new ExtendedSet()).variant(variant);
    }

    @Test
    void locksInEveryMethodKeepTheSetRight() {
        Observed seen = runs("fixed").with("threads", 3).with("numbers", 1001).observe();

        assertThat(seen.label()).isEqualTo("right");
        assertThat(seen.evidence())
                .containsEntry("expected", 1501)
                .containsEntry("missing", 0)
                .containsEntry("extra", 0)
                .containsEntry("size", 1501)
                .containsEntry("denied", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "half"})
    void aMethodWithoutTheLockSpoilsTheSet(String variant) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> runs(variant).observe(), seen -> seen.label().equals("wrong"));
    }

    @Test
    void aContainsThatReturnsNothingDeniesAllThatIsThere() {
        Observed seen = runs("silent").with("threads", 1).with("numbers", 10).observe();

        assertThat(seen.label()).isEqualTo("all-denied");
        assertThat(seen.evidence()).containsEntry("missing", 0).containsEntry("denied", 10);
    }
}
