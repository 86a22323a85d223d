// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ObservingTest {

    @Test
    void aSerialisedSourceCallsItsObserverOnceForEachReadingAndNeverTwiceAtATime() {
        Observed seen = Runs.of(new Observing()).with("readings", 1000).observe();

        assertThat(seen.label()).isEqualTo("in-turn");
        assertThat(seen.evidence()).containsEntry("counted", 4000).containsEntry("mostAtOnce", 1);
    }

    @Test
    void nothingStartsBeforeSomebodySubscribes() {
        assertThat(Runs.of(new Observing()).with("readings", 1).observe().evidence())
                .containsEntry("threadsBefore", 0);
    }

    @Test
    void withoutThatThreadsMeetInsideTheObserver() {
        Awaitility.await()
                .until(
                        () -> Runs.of(new Observing()).variant("broken").observe(),
                        seen -> seen.label().equals("at-once"));
    }
}
