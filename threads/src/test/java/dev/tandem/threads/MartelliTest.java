// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class MartelliTest {

    @Test
    void eachJobHasItsBestNumberOfThreadsAndItsZone() {
        Outcome.Observed observed =
                Runs.of(new Martelli())
                        .with("threads", 4)
                        .with("steps", 50)
                        .with("numbers", 50)
                        .with("requests", 4)
                        .with("latency", "1ms")
                        .observe();

        assertThat(observed.evidence().get("zones"))
                .asInstanceOf(InstanceOfAssertFactories.type(Table.class))
                .satisfies(table ->
                        assertThat(table.rows())
                                .hasSize(3)
                                .allMatch(
                                        row -> row.get(2).equals(Martelli.zone((int) row.get(1)))));
        assertThat(observed.evidence().get("speedUp"))
                .asInstanceOf(InstanceOfAssertFactories.type(Series.class))
                .satisfies(series ->
                        assertThat(series.lines())
                                .extracting(Series.Line::label)
                                .containsExactly("chain", "crunching", "fetching"))
                .satisfies(series ->
                        assertThat(series.lines())
                                .allMatch(line -> line.points().getFirst().y() == 1));
    }

    @Test
    void theZonesAreThoseOfTheModel() {
        assertThat(List.of(1, 2, 8, 9).stream().map(Martelli::zone))
                .containsExactly("1", "2 to 8", "2 to 8", "more than 8");
    }
}
