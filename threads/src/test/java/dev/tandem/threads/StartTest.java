// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {

    @ParameterizedTest
    @ValueSource(strings = {"platform", "virtual"})
    void everyThreadThatIsStartedEndsOnce(String variant) {
        Outcome.Observed observed = Runs.of(new Start()).variant(variant).observe();

        assertThat(rows(observed).stream().map(row -> (Integer) row.getLast()))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void noThreadsAreNoAnswer() {
        assertThatThrownBy(() -> Runs.of(new Start()).with("threads", 0).observe())
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("1..200");
    }

    @Test
    void oneThreadEndsInTheOrderInWhichItWasStarted() {
        assertThat(Runs.of(new Start()).with("threads", 1).observe().label())
                .isEqualTo("same-order");
    }

    @Test
    void theSeedDecidesHowLongTheThreadsSleep() {
        Outcome.Observed one = Runs.of(new Start()).seed(1).observe();
        Outcome.Observed again = Runs.of(new Start()).seed(1).observe();
        Outcome.Observed other = Runs.of(new Start()).seed(2).observe();

        assertThat(pauses(again)).isEqualTo(pauses(one));
        assertThat(pauses(other)).isNotEqualTo(pauses(one));
    }

    private static List<Object> pauses(Outcome.Observed observed) {
        return rows(observed).stream().map(row -> row.get(2)).toList();
    }

    private static List<List<Object>> rows(Outcome.Observed observed) {
        return ((Table) observed.evidence().get("started")).rows();
    }
}
