// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldCountTest {

    @Test
    void theCountGoesUpWithEachLockAndDownWithEachUnlock() {
        Observed seen = Runs.of(new HoldCount()).variant("fixed").observe();

        assertThat(seen.label()).isEqualTo("handed-on");
        assertThat(seen.evidence()).containsEntry("unlocksBeforeTheOther", 3);
        assertThat(counts(seen)).containsExactly(0.0, 1.0, 2.0, 3.0, 2.0, 1.0, 0.0);
    }

    @Test
    void oneUnlockForThreeLocksLeavesTheLockWithAThreadThatHasEnded() {
        Observed seen = Runs.of(new HoldCount()).variant("broken").observe();

        assertThat(seen.label()).isEqualTo("deadlock");
        assertThat(counts(seen)).containsExactly(0.0, 1.0, 2.0, 3.0, 2.0);
    }

    private static List<Double> counts(Observed seen) {
        Series picture = (Series) seen.evidence().get("holdCount");
        return picture.lines().getFirst().points().stream().map(Point::y).toList();
    }
}
