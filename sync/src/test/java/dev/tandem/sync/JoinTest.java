// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JoinTest {

    @Test
    void whoHasJoinedBothSeesWhatBothHaveFound() {
        Observed seen = Runs.of(new Join()).variant("fixed").with("longest", "2ms").observe();

        assertThat(seen.label()).isEqualTo("both-counted");
        assertThat(seen.evidence())
                .containsEntry("first", "TERMINATED")
                .containsEntry("second", "TERMINATED")
                .containsEntry("sum", 3);
    }

    @Test
    void theFirstCanStillBeAtWorkWhenOnlyTheSecondIsJoined() {
        Runs join = Runs.of(new Join()).variant("broken");
        AtomicLong seeds = new AtomicLong();

        // The seed decides who works for longer.
        Observed seen =
                await().until(
                                () -> join.seed(seeds.incrementAndGet()).observe(),
                                observed -> observed.label().equals("too-early"));

        assertThat(seen.evidence())
                .containsEntry("second", "TERMINATED")
                .containsEntry("sum", 2)
                .containsEntry("expected", 3);
    }
}
