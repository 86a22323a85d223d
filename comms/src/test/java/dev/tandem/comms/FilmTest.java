// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilmTest {

    private static Table film(int frames) {
        Observed seen =
                Runs.of(new Lifo())
                        .variant("fixed")
                        .with("items", 3)
                        .with("workers", 1)
                        .with("frames", frames)
                        .observe();
        return (Table) seen.evidence().get("stack");
    }

    @Test
    void drawsTheQueueAfterEachStep() {
        assertThat(film(20).rows())
                .extracting(row -> row.get(1), row -> row.get(2))
                .containsExactly(
                        tuple("has put 3 items", "[3, 2, 1]"),
                        tuple("takes 3", "[2, 1]"),
                        tuple("takes 2", "[1]"),
                        tuple("takes 1", "[]"));
    }

    @Test
    void namesTheThreadThatTookTheStep() {
        assertThat(film(20).rows().getLast()).first().isEqualTo("worker-1");
    }

    @Test
    void endsWhenTheFilmIsUsedUp() {
        assertThat(film(2).rows()).hasSize(2);
        assertThat(film(0).rows()).isEqualTo(List.of());
    }
}
