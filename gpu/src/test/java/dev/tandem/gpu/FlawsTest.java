// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Workload;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

/** What the broken kernels come to, on whatever device there is. */
class FlawsTest {

    private static Runs variant(Workload workload, String id) {
        OnDevice.best();
        return Runs.of(workload).variant(id);
    }

    @Test
    void anOverrunWritesAsManyElementsAsThereAreItemsTooMany() {
        Outcome.Observed observed =
                variant(new Overrun(), "broken").with("elements", 1000).observe();
        assertThat(observed.label()).isEqualTo("overwritten");
        assertThat(observed.evidence())
                .containsEntry("overwrittenBehind", 24L)
                .containsEntry("wrongElements", 0L);
    }

    @Test
    void anOverrunDoesNotShowWhereEveryItemHasAnElement() {
        assertThat(variant(new Overrun(), "broken").with("elements", 1024).observe().label())
                .isEqualTo("intact");
    }

    @Test
    void ofAGroupThatCountsInStepNoMoreThanOneIncrementIsLeft() {
        Outcome.Observed observed =
                variant(new GlobalCounter(), "in-step")
                        .with("groups", 100)
                        .with("increments", 10)
                        .observe();
        assertThat((int) observed.evidence().get("counted")).isBetween(1, 100 * 10);
    }

    @Test
    void countingWithinTheGroupFirstLosesNothing() {
        Outcome.Observed observed =
                variant(new GlobalCounter(), "by-group")
                        .with("groups", 100)
                        .with("increments", 10)
                        .observe();
        assertThat(observed.evidence()).containsEntry("counted", 64_000);
    }
}
