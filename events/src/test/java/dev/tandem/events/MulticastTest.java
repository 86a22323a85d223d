// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class MulticastTest {

    @Test
    void aColdSourceRunsForEachObserver() {
        Observed seen = Runs.of(new Multicast()).variant("cold").observe();

        assertThat(seen.label()).isEqualTo("repeated");
        assertThat(seen.evidence()).containsEntry("timesStarted", 2).containsEntry("secondGot", 6);
    }

    @Test
    void whoJoinsAHotSourceLaterMissesItsBeginning() {
        Observed seen = Runs.of(new Multicast()).variant("hot").observe();

        assertThat(seen.label()).isEqualTo("missed");
        assertThat(seen.evidence()).containsEntry("firstGot", 6).containsEntry("secondGot", 3);
    }

    @Test
    void whoJoinsItInTimeMissesNothing() {
        Observed seen = Runs.of(new Multicast()).variant("hot").with("joins", 0).observe();

        assertThat(seen.label()).isEqualTo("shared");
    }

    @Test
    void oneThatRemembersRunsOnceForAll() {
        Observed seen = Runs.of(new Multicast()).variant("replay").with("joins", 1000).observe();

        assertThat(seen.label()).isEqualTo("shared");
        assertThat(seen.evidence()).containsEntry("timesStarted", 1).containsEntry("secondGot", 6);
    }
}
