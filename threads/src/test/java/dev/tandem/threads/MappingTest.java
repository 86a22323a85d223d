// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.os.Requires;
import dev.tandem.testkit.Runs;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    private static final int TASKS = 20;

    @BeforeEach
    void needsProc() {
        Requires.here().proc();
    }

    private static Outcome.Observed observe(String variant, String patience) {
        return Runs.of(new Mapping())
                .variant(variant)
                .with("tasks", TASKS)
                .with("patience", patience)
                .observe();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one-to-one", "many-to-many"})
    void oneThatBlocksHoldsNobodyUp(String variant) {
        Outcome.Observed observed = observe(variant, "1m");

        assertThat(observed.label()).isEqualTo("went-on");
        assertThat(observed.evidence()).containsEntry("doneMeanwhile", TASKS - 1L);
    }

    @Test
    void oneThatBlocksHoldsUpAllThatShareItsThread() {
        Outcome.Observed observed = observe("many-to-one", "20ms");

        assertThat(observed.label()).isEqualTo("stood-still");
        assertThat(observed.evidence())
                .containsEntry("doneMeanwhile", 0L)
                .containsEntry("kernelThreads", 1);
    }

    @Test
    void aPlatformThreadIsAThreadOfTheKernelAndAVirtualOneIsNot() {
        assertThat(observe("one-to-one", "1m").evidence()).containsEntry("kernelThreads", TASKS);
        assertThat(observe("many-to-many", "1m").evidence().get("kernelThreads"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isBetween(1, TASKS);
    }
}
