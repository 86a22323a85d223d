// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Line;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoCountersTest {

    @Test
    void underTheLockOneGoesAllTheWayBeforeTheOtherBegins() {
        Observed seen = Runs.of(new TwoCounters()).variant("fixed").observe();

        assertThat(seen.label()).isIn("up-first", "down-first");
        boolean upFirst = seen.label().equals("up-first");
        assertThat(seen.evidence())
                .containsEntry("stepsUp", upFirst ? 999 : 2000)
                .containsEntry("stepsDown", upFirst ? 2000 : 1001)
                .containsEntry("counter", upFirst ? -1000 : 1000);
    }

    @Test
    void theSecondLineOfThePictureBeginsWhereTheFirstEnds() {
        Observed seen = Runs.of(new TwoCounters()).variant("fixed").with("goal", 10).observe();

        List<Line> lines = ((Series) seen.evidence().get("course")).lines();
        boolean upFirst = seen.label().equals("up-first");
        Line first = lines.get(upFirst ? 0 : 1);
        Line second = lines.get(upFirst ? 1 : 0);
        assertThat(first.points().getFirst()).isEqualTo(new Point(0, 1));
        assertThat(second.points().getFirst()).isEqualTo(first.points().getLast());
    }

    @Test
    void withoutTheLockAWorkerFindsTheCounterChanged() {
        Runs counters = Runs.of(new TwoCounters()).variant("broken");

        await().until(counters::observe, seen -> seen.label().equals("disturbed"));
    }
}
