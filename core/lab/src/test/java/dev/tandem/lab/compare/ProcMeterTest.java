// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.os.Requires;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcMeterTest {

    @BeforeEach
    void needsProc() {
        Requires.here().proc();
    }

    @Test
    void countsTheProcessorTimeOfAChildThatHasEnded() throws Exception {
        Meter.Reading reading = new ProcMeter().begin();
        // Reads until the shell itself has used a fifth of a second of processor time.
        String busy =
                """
                used=0
                while [ "$used" -lt 20 ]; do
                  read -r _ _ _ _ _ _ _ _ _ _ _ _ _ used _ </proc/$$/stat
                done
                """;
        Process child = new ProcessBuilder("sh", "-c", busy).start();
        assertThat(child.waitFor()).isZero();
        assertThat(reading.end().cpuNanos().orElseThrow()).isGreaterThanOrEqualTo(200_000_000);
    }

    @Test
    void seesThePeakOfTheRunItself() {
        var meter = new ProcMeter();
        long before = meter.begin().end().peakBytes().orElseThrow();
        assertThat(before).isGreaterThan(1_000_000);
    }

    @Test
    void addsUpThePeaksOfLivingDescendants() throws Exception {
        Process child = new ProcessBuilder("cat").start();
        try {
            Meter.Reading reading = new ProcMeter().begin();
            assertThat(reading.end().descendantsPeakBytes().orElseThrow()).isGreaterThan(100_000);
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(Path.of("/proc/" + child.pid())).doesNotExist();
    }

    @Test
    void theMachineIsDescribed() {
        Machine machine = Machine.here();
        assertThat(machine.cpu()).isNotBlank();
        assertThat(machine.processors()).isPositive();
        assertThat(machine.memoryBytes()).isGreaterThan(1_000_000);
        assertThat(machine.os()).startsWith("Linux ");
        assertThat(machine.runtime()).contains("" + Runtime.version().feature());
    }
}
