// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {

    @Test
    void aPlainSemaphoreTakesEveryReleaseForAPermit() {
        Observed seen = Runs.of(new ConnectionPool()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("accepted");
        assertThat(permitsAtTheEnd(seen)).isEqualTo(2 + 5);
    }

    @Test
    void aBoundedSemaphoreRefusesOneReleaseForEachThatIsTooMany() {
        Observed seen = Runs.of(new ConnectionPool()).variant("fixed").observe();

        assertThat(seen.label()).isIn("refused", "refused-to-others");
        assertThat(permitsAtTheEnd(seen)).isEqualTo(2);
        int refused = (int) seen.evidence().get("refusedToTheCareless");
        assertThat(seen.evidence()).containsEntry("refusedToOthers", 5 - refused);
    }

    @Test
    void aBoundedSemaphoreRefusesAPermitThatIsNotOut() throws InterruptedException {
        Permits permits = new Permits.Bounded(1);
        permits.acquire();
        permits.release();

        assertThatIllegalStateException().isThrownBy(permits::release);
        assertThat(permits.availablePermits()).isEqualTo(1);
    }

    private static double permitsAtTheEnd(Observed seen) {
        return ((Bars) seen.evidence().get("bound")).bars().get(1).value();
    }
}
