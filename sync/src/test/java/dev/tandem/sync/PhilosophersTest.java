// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.run.RunReport;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.testkit.Runs;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhilosophersTest {

    private static Runs dinner(String variant) {
        return Runs.of(new Philosophers()).variant(variant);
    }

    @Test
    void leftThenRightEndsInACircleOfAllFive() {
        Observed seen = dinner("broken").with("hesitation", "200ms").observe();

        assertThat(seen.label()).isEqualTo("deadlock");
        assertThat(seen.evidence().get("circle"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder(
                        "Kant waits for fork 2, held by Aristotle",
                        "Aristotle waits for fork 3, held by Spinoza",
                        "Spinoza waits for fork 4, held by Marx",
                        "Marx waits for fork 5, held by Russell",
                        "Russell waits for fork 1, held by Kant");
    }

    @Test
    void aDeadlockIsForbidden() {
        assertThat(dinner("broken").with("philosophers", 2).with("hesitation", "200ms").grade())
                .isEqualTo(Grade.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordered", "waiter", "trylock"})
    void theOthersLetEverybodyEat(String variant) {
        Observed seen =
                dinner(variant)
                        .with("philosophers", 3)
                        .with("meals", 4)
                        .with("hesitation", "1ms")
                        .with("back-off", "5ms")
                        .observe();

        assertThat(seen.label()).isEqualTo("all-ate");
        assertThat(seen.evidence())
                .containsEntry("meals", Map.of("Kant", 4, "Aristotle", 4, "Spinoza", 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordered", "waiter", "trylock"})
    void theSmallestAndTheLargestTableWork(String variant) {
        for (int philosophers : List.of(2, 10)) {
            Observed seen =
                    dinner(variant)
                            .with("philosophers", philosophers)
                            .with("meals", 2)
                            .with("hesitation", "1ms")
                            .with("back-off", "5ms")
                            .observe();

            assertThat(seen.label()).isEqualTo("all-ate");
        }
    }

    @Test
    void attemptsThatFailUntilPatienceEndsAreALivelock() {
        RunReport report =
                dinner("trylock")
                        .with("philosophers", 10)
                        .with("meals", 30)
                        .with("hesitation", "5ms")
                        .with("back-off", "0s")
                        .with("patience", 2)
                        .report();

        assertThat(report.expectation().orElseThrow().name()).isEqualTo("livelock");
        assertThat(report.isPass()).isTrue();
        assertThat(Runs.texts(report))
                .contains("gives up: attempts that have failed since anybody last ate: 2");
    }
}
