// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StocksTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theMovesOfEachStockAreHeardWhateverTheMarket(long seed) {
        Observed seen = Runs.of(new Stocks()).seed(seed).with("trades", 200).observe();

        assertThat(seen.label()).isEqualTo("as-traded");
        assertThat((int) seen.evidence().get("made")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void neighboursInTheStreamAreNoMoves(long seed) {
        Observed seen = Runs.of(new Stocks()).variant("broken").seed(seed).observe();

        assertThat(seen.label()).isEqualTo("mixed-up");
        assertThat((long) seen.evidence().get("heardOfNone")).isPositive();
    }
}
