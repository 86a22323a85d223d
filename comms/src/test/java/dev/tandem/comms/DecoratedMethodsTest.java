// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecoratedMethodsTest {

    private static Runs runs(String variant) {
        return Runs.of(new DecoratedMethods()).variant(variant);
    }

    @Test
    void methodsThatShareALockKeepTheSetRight() {
        Observed seen = runs("fixed").with("numbers", 1000).observe();

        assertThat(seen.label()).isEqualTo("right");
        assertThat(seen.evidence())
                .containsEntry("missing", 0L)
                .containsEntry("extra", 0L)
                .containsEntry("size", 1000);
    }

    @Test
    void methodsWithALockEachDisturbEachOther() {
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> runs("broken").observe(),
                        seen -> seen.label().equals("wrong-content"));
    }
}
