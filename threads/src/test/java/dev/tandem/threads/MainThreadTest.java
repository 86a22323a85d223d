// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import org.junit.jupiter.api.Test;

class MainThreadTest {

    @Test
    void theMainThreadOfTheProgramIsToldFromOthersOfItsName() {
        Outcome.Observed observed = Runs.of(new MainThread()).observe();

        assertThat(observed.label()).isEqualTo("found");
        Table table = (Table) observed.evidence().get("threads");
        assertThat(table.rows().stream().map(row -> row.getLast()))
                .containsOnlyOnce(
                        "the main thread of the program", "the thread of this run", "the impostor");
    }

    @Test
    void theImpostorIsInTheGroupOfTheRun() {
        Outcome.Observed observed = Runs.of(new MainThread()).observe();

        Table table = (Table) observed.evidence().get("threads");
        assertThat(table.rows())
                .filteredOn(row -> row.getLast().equals("the impostor"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(1)).isEqualTo("run threads.main"));
    }
}
