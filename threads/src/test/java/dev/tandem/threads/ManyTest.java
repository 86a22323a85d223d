// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyTest {

    @Test
    void eachSizeIsTenTimesTheOneBeforeAndTheLastWhatWasAskedFor() {
        Outcome.Observed observed =
                Runs.of(new Many()).with("platform", 200).with("virtual", 3_000).observe();

        assertThat(observed.label()).isEqualTo("all-lived");
        assertThat(sizes(observed))
                .containsExactly(
                        List.of("platform", 10),
                        List.of("platform", 100),
                        List.of("platform", 200),
                        List.of("virtual", 10),
                        List.of("virtual", 100),
                        List.of("virtual", 1_000),
                        List.of("virtual", 3_000));
    }

    @Test
    void aMillionPlatformThreadsAreStoppedAtHalfOfWhatTheMachineHasRoomFor(@TempDir Path root)
            throws IOException {
        Path limit = Files.createDirectories(root.resolve("proc/sys/kernel"));
        Files.writeString(limit.resolve("pid_max"), "300");

        Outcome.Observed observed =
                Runs.of(new Many(root)).with("platform", 1_000_000).with("virtual", 10).observe();

        assertThat(observed.label()).isEqualTo("stopped");
        assertThat(observed.evidence())
                .extractingByKey("stopped", LIST)
                .singleElement()
                .asString()
                .contains("at 150 of 1000000")
                .contains("kernel.pid_max");
        assertThat(sizes(observed))
                .containsExactly(
                        List.of("platform", 10),
                        List.of("platform", 100),
                        List.of("platform", 150),
                        List.of("virtual", 10));
    }

    @Test
    void aMachineWithoutRoomGetsNoThread(@TempDir Path root) throws IOException {
        Path limit = Files.createDirectories(root.resolve("proc/sys/kernel"));
        Files.writeString(limit.resolve("pid_max"), "1");

        Outcome.Observed observed = Runs.of(new Many(root)).with("virtual", 10).observe();

        assertThat(observed.label()).isEqualTo("stopped");
        assertThat(sizes(observed)).containsExactly(List.of("virtual", 10));
    }

    private static List<List<Object>> sizes(Outcome.Observed observed) {
        Table lived = (Table) observed.evidence().get("lived");
        return lived.rows().stream().map(row -> row.subList(0, 2)).toList();
    }
}
