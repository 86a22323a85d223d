// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopedValuesTest {

    private static Observed run(String variant) {
        return Runs.of(new ScopedValues()).variant(variant).with("threads", 100).observe();
    }

    @Test
    void aThreadLocalThatNobodyRemovesIsSeenByTheNextRequest() {
        assertThat(run("broken").evidence()).containsEntry("secondRequestSaw", "Alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "scoped"})
    void aValueThatEndsWithItsRequestIsNot(String variant) {
        assertThat(run(variant).evidence()).containsEntry("secondRequestSaw", "nobody");
    }

    @Test
    void everyKindIsMeasured() {
        Bars bars = (Bars) run("scoped").evidence().get("memoryOfAThread");

        assertThat(bars.bars())
                .extracting(Bars.Bar::label)
                .containsExactly("no value", "a thread local", "a scoped value");
    }
}
