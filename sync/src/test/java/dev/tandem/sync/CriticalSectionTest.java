// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.lab.launch.Launcher;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Bars.Bar;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In real processes. */
class CriticalSectionTest {

    private static Observed observe(String variant, int seats) {
        RunRequest request =
                RunRequest.of(
                        new CriticalSection(),
                        Optional.of(variant),
                        Map.of("seats", Integer.toString(seats)),
                        42);
        return (Observed)
                new Runner(new Launcher("tandem-sync", Launch.JVM))
                        .run(request, event -> {})
                        .outcome();
    }

    @Test
    void underAFileLockEverySeatIsSoldOnce() {
        Observed seen = observe("fixed", 500);

        assertThat(seen.label()).isEqualTo("sold-once");
        assertThat(seen.evidence()).containsEntry("sold", 500L).containsEntry("left", 0);
        Bars shares = (Bars) seen.evidence().get("shares");
        assertThat(shares.bars()).hasSize(2);
        assertThat(shares.bars().stream().mapToDouble(Bar::value).sum()).isEqualTo(500);
    }

    @Test
    void withoutALockSeatsAreSoldTwice() {
        Observed seen =
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> observe("broken", 5000), o -> o.label().equals("sold-twice"));

        assertThat((long) seen.evidence().get("sold")).isGreaterThan(5000);
    }
}
