// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.os.Requires;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcMeterTest {

    @BeforeEach
    void needsProc() {
        Requires.here().proc();
    }

    @Test
    void countsTheProcessorTimeOfAChildThatHasEnded() throws Exception {
        Meter.Reading reading = new ProcMeter().begin(List::of);
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
    void countsWhatIsAllocatedInTheRun() {
        Meter.Reading reading = new ProcMeter().begin(List::of);
        byte[] megabyte = new byte[1 << 20];
        assertThat(reading.end().allocatedBytes().orElseThrow())
                .isGreaterThanOrEqualTo(megabyte.length);
    }

    @Test
    void addsUpThePeaksOfTheWorkersOfTheModel() throws Exception {
        Process worker = new ProcessBuilder("cat").start();
        Process stranger = new ProcessBuilder("cat").start();
        try {
            var meter = new ProcMeter();
            long one = peak(meter, List.of(worker.pid()));
            assertThat(one).isGreaterThan(100_000);
            assertThat(peak(meter, List.of(worker.pid(), stranger.pid()))).isGreaterThan(one);
            assertThat(meter.begin(List::of).end().workersPeakBytes()).isEmpty();
        } finally {
            worker.destroyForcibly().waitFor();
            stranger.destroyForcibly().waitFor();
        }
    }

    private static long peak(Meter meter, List<Long> workers) {
        return meter.begin(() -> workers).end().workersPeakBytes().orElseThrow();
    }

    @Test
    void whatOthersUseIsAShare() throws Exception {
        Meter.Watch watch = new ProcMeter().watchOthers();
        // Long enough for the ticks of the kernel, whatever the machine.
        MachineTime then = MachineTime.now();
        while (MachineTime.now().total() - then.total() < MachineTime.LEAST_TICKS) {
            Thread.onSpinWait();
        }
        assertThat(watch.share().orElseThrow()).isBetween(0.0, 1.0);
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
