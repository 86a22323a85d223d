// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.evidence.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class CreationTest {

    @Test
    void everyKindRunsUnderIdentitiesOfItsOwn() {
        RunReport report =
                new Runner(new Launcher("tandem-threads", Launch.JVM))
                        .run(
                                RunRequest.of(
                                        new Creation(), Optional.empty(), Map.of("count", "2"), 42),
                                event -> {});

        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Observed.class,
                        observed -> {
                            assertThat(observed.label()).isEqualTo("all-ran");
                            assertThat(observed.evidence().get("costs"))
                                    .asInstanceOf(InstanceOfAssertFactories.type(Table.class))
                                    .satisfies(CreationTest::hasEveryKind);
                        });
    }

    private static void hasEveryKind(Table table) {
        assertThat(table.rows())
                .extracting(List::getFirst)
                .containsExactly("virtual thread", "platform thread", "process");
    }
}
