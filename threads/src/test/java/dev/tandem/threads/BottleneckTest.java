// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.os.Requires;
import dev.tandem.testkit.Runs;
import java.util.OptionalLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class BottleneckTest {

    @Test
    void aProgramThatFetchesWaitsForNearlyAllOfItsTime() {
        assertThat(
                        Runs.of(new Bottleneck())
                                .with("rounds", 3)
                                .with("latency", "100ms")
                                .with("n", 25)
                                .observe()
                                .evidence()
                                .get("ioBound"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .hasEntrySatisfying(
                        "waitingShare", share -> assertThat((double) share).isBetween(0.5, 1.0))
                .hasEntrySatisfying(
                        "speedUpOnTwiceTheSpeed",
                        speedUp -> assertThat((double) speedUp).isBetween(1.0, 1.5));
    }

    @Test
    void whatATaskUsesIsReadOffItsThread() throws Exception {
        Requires.here().proc();
        ThreadUsage sleeping = ThreadUsage.of(() -> Thread.sleep(20));

        assertThat(sleeping.waitingNanos()).isPositive();
        assertThat(sleeping.voluntary().orElseThrow()).isPositive();
        assertThat(sleeping.involuntary()).isPresent();
    }

    @Test
    void theShareOfWaitingIsWhatIsMissingToTheWholeTime() {
        assertThat(used(100, 25, OptionalLong.empty()).waitingShare()).isEqualTo(0.75);
        assertThat(used(100, 25, OptionalLong.of(50)).waitingShare()).isEqualTo(0.25);
        assertThat(used(100, 101, OptionalLong.empty()).waitingShare()).isZero();
        assertThat(used(0, 0, OptionalLong.empty()).waitingShare()).isZero();
    }

    private static ThreadUsage used(long wall, long cpu, OptionalLong queued) {
        return new ThreadUsage(wall, cpu, queued, OptionalLong.empty(), OptionalLong.empty());
    }
}
