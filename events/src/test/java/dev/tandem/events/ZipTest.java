// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class ZipTest {

    @Test
    void zipPairsByNumberAndTheFasterSourceWaits() {
        Observed seen = Runs.of(new Zip()).with("readings", 10).observe();

        assertThat(seen.label()).isEqualTo("paired");
        assertThat(seen.evidence()).containsEntry("pairs", 10);
        assertThat((int) seen.evidence().get("mostAhead")).isGreaterThan(3);
    }

    @Test
    void theLatestOfEachNeedNotBelongTogether() {
        assertThat(Runs.of(new Zip()).variant("latest").observe().label()).isEqualTo("mismatched");
    }
}
