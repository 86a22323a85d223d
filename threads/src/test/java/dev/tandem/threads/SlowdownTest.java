// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Grade;
import dev.tandem.spi.evidence.Series;
import dev.tandem.testkit.Runs;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowdownTest {

    private static Runs small(String variant) {
        return Runs.of(new Slowdown()).variant(variant).with("numbers", 200).with("rounds", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"free", "one-lock"})
    void everyNumberOfThreadsIsOnTheCurve(String variant) {
        Map<String, Object> evidence = small(variant).with("threads", 10).observe().evidence();

        assertThat(evidence.get("best")).isIn(1, 2, 4, 8, 10);
        assertThat(evidence.get("curve"))
                .asInstanceOf(InstanceOfAssertFactories.type(Series.class))
                .satisfies(series ->
                        assertThat(series.lines().getFirst().points())
                                .extracting("x")
                                .containsExactly(1.0, 2.0, 4.0, 8.0, 10.0));
    }

    @Test
    void moreThreadsAreNeverAFailure() {
        assertThat(small("free").with("threads", 64).grade()).isNotEqualTo(Grade.FORBIDDEN);
    }

    @Test
    void aCurveOfOnePointHasNoFit() {
        assertThat(small("free").with("threads", 1).observe().evidence().get("scalability"))
                .asString()
                .startsWith("none: ");
    }
}
