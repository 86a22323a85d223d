// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Durations;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.testkit.Runs;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OperatorsTest {

    @Test
    void flatMapMixesWhatComesAtTheSameTime() {
        Observed seen = Runs.of(new Operators()).with("numbers", 3).observe();

        assertThat(seen.label()).isEqualTo("mixed");
        assertThat(((Sketch) seen.evidence().get("marbles")).text()).contains("flatMap");
    }

    @Test
    void concatMapKeepsTheOrderAndTakesLonger() {
        Observed mixed = Runs.of(new Operators()).observe();
        Observed seen = Runs.of(new Operators()).variant("concat").observe();

        assertThat(seen.label()).isEqualTo("in-order");
        assertThat(lasted(seen)).isGreaterThan(lasted(mixed));
    }

    private static Duration lasted(Observed seen) {
        return Durations.parse(seen.evidence().get("lasted").toString().replace(" ", ""));
    }

    @Test
    void switchMapLeavesWhatIsNotDone() {
        Observed seen = Runs.of(new Operators()).variant("switch").observe();

        assertThat(seen.label()).isEqualTo("lost");
        assertThat((int) seen.evidence().get("came"))
                .isLessThan((int) seen.evidence().get("expected"));
    }
}
