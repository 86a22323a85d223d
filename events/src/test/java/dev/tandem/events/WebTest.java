// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.evidence.Table;
import dev.tandem.testkit.Runs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebTest {

    @Test
    void everyClientThatReadsReceivesEverything() {
        Observed seen = Runs.of(new Web()).with("clients", 2).observe();

        long all = (long) seen.evidence().get("happened");
        assertThat(seen.label()).isEqualTo("complete");
        assertThat(rows(seen))
                .extracting(row -> row.get(1))
                .containsExactly((int) all, (int) all, (int) all);
    }

    @Test
    void aLoopThatWaitsForOneKeepsTheEventsFromTheOthers() {
        Observed seen = Runs.of(new Web()).variant("one-loop").with("clients", 2).observe();

        assertThat(seen.label()).isEqualTo("stalled");
        assertThat(rows(seen)).allSatisfy(row -> assertThat((long) row.get(3)).isPositive());
    }

    @Test
    void whoComesBackToLiveEventsHasMissedThoseOfTheMeantime() {
        Observed seen = Runs.of(new Web()).variant("live").with("clients", 1).observe();

        assertThat(seen.label()).isEqualTo("missed");
        assertThat((long) rows(seen).getFirst().get(3)).isZero();
        assertThat((long) rows(seen).getLast().get(3)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void whoComesTooLateIsTold() {
        Observed seen = Runs.of(new Web()).with("clients", 1).with("kept", 1).observe();

        assertThat(seen.label()).isEqualTo("told");
        assertThat((long) rows(seen).getLast().get(2)).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aPortThatIsInUseIsSaidSo() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(Runs.of(new Web()).with("port", port).report().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed ->
                                    assertThat(failed.error())
                                            .isInstanceOf(TandemException.Usage.class)
                                            .hasMessage(
                                                    "parameter port: "
                                                            + port
                                                            + " cannot be had (Address already in"
                                                            + " use); take another, or 0 for any"
                                                            + " that is free"));
        }
    }

    private static List<List<Object>> rows(Observed seen) {
        return ((Table) seen.evidence().get("clients")).rows();
    }
}
