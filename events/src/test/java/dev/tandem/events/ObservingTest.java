// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservingTest {

    @ParameterizedTest
    @ValueSource(strings = {"rxjava", "reactor"})
    void aSerialisedSourceCallsItsObserverOnceForEachReadingAndNeverTwiceAtATime(String library) {
        Observed seen = observing(library).with("readings", 1000).observe();

        assertThat(seen.label()).isEqualTo("in-turn");
        assertThat(seen.evidence()).containsEntry("counted", 4000).containsEntry("mostAtOnce", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rxjava", "reactor"})
    void nothingStartsBeforeSomebodySubscribes(String library) {
        assertThat(observing(library).with("readings", 1).observe().evidence())
                .containsEntry("threadsBefore", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rxjava", "reactor"})
    void withoutThatThreadsMeetInsideTheObserver(String library) {
        Awaitility.await()
                .until(
                        () -> observing(library).variant("broken").observe(),
                        seen -> seen.label().equals("at-once"));
    }

    private static Runs observing(String library) {
        return Runs.of(new Observing()).with("library", library);
    }
}
