// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.WorkerRequest.Launch;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Each run has a process of its own: a class is initialised once in each. */
class InitialisersTest {

    private static Observed run(String variant) {
        var request = RunRequest.of(new Initialisers(), Optional.of(variant), Map.of(), 42);
        var outcome =
                new Runner(new Launcher("tandem", Launch.AUTO)).run(request, event -> {}).outcome();
        assertThat(outcome).isInstanceOf(Observed.class);
        return (Observed) outcome;
    }

    @Test
    void twoThreadsWaitForEachOtherAndAreSaidToBeRunnable() {
        Observed seen =
                Awaitility.await()
                        .until(
                                () -> run("broken"),
                                end -> end.label().equals("initialiser-deadlock"));

        assertThat(seen.evidence()).containsEntry("deadlocksThatTheJvmFinds", "none");
        assertThat(seen.evidence().get("threads"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .satisfiesExactly(
                        one -> assertThat(one).contains("RUNNABLE", "Country.<clinit>"),
                        other -> assertThat(other).contains("RUNNABLE", "Currency.<clinit>"));
    }

    @Test
    void oneThreadAloneFindsNull() {
        assertThat(run("alone").label()).isEqualTo("half-made");
    }

    @Test
    void oneClassThatMakesBothHasNothingToWaitFor() {
        assertThat(run("fixed")).isEqualTo(new Observed("both-made", Map.of()));
    }
}
