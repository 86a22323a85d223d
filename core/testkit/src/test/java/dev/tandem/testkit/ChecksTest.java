// SPDX-License-Identifier: Apache-2.0
package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each check of the contract suite fails for a workload that breaks it. */
class ChecksTest {

    private static final int NEVER = -1;

    private final RunChecks runs = new RunChecks();
    private final OutcomeChecks outcomes =
            new OutcomeChecks(runs, new ExplorationChecks(), Duration.ZERO);

    @Test
    void anOutcomeThatNoRunShowsIsFound() {
        var coin = new Coin(List.of(Coin.HEADS, Coin.TAILS), NEVER);
        assertThatThrownBy(() -> outcomes.allAreReached(coin, List.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("tails");
        assertThatCode(() -> outcomes.allAreReached(coin, List.of(Map.of("turned", "true"))))
                .doesNotThrowAnyException();
    }

    @Test
    void anOutcomeThatNobodyDeclaredIsFound() {
        var coin = new Coin(List.of(Coin.TAILS), NEVER);
        assertThatThrownBy(() -> runs.endsAsDeclared(coin, coin.spec().defaultVariant()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UNDECLARED");
    }

    @Test
    void aRunThatBreaksAtABoundIsFound() {
        var coin = new Coin(List.of(Coin.HEADS, Coin.TAILS), 10);
        assertThatThrownBy(() -> runs.takesItsBounds(coin, Coin.HEIGHT))
                .isInstanceOf(AssertionError.class);
        assertThatCode(() -> runs.takesItsBounds(coin, Coin.TURNED)).doesNotThrowAnyException();
    }
}
