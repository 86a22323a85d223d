// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.spi.os.Requires;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CpuClockTest {

    private final long self = ProcessHandle.current().pid();

    @BeforeEach
    void needsProc() {
        Requires.here().proc();
    }

    @Test
    void theClockOfTheKernelTellsMicrosecondsApart() {
        var clock = new JvmCpuClock();
        long before = clock.of(self).orElseThrow();
        long after = before;
        // A clock of ticks would stand still for ten thousand times as long as a look takes.
        for (int looks = 0; looks < 3; looks++) {
            after = clock.of(self).orElseThrow();
        }
        assertThat(after - before).isPositive();
        assertThat(clock.resolutionNanos()).isEqualTo(1_000);
    }

    @Test
    void bothClocksCountTheSame() {
        var fine = new JvmCpuClock();
        var coarse = new TickCpuClock();
        long before = fine.of(self).orElseThrow();
        long ticks = coarse.of(self).orElseThrow();
        long after = fine.of(self).orElseThrow();
        // Time in user and in kernel mode are rounded down to a tick each.
        assertThat(ticks).isBetween(before - 2 * TickCpuClock.TICK_NANOS, after);
    }

    @Test
    void aThreadThatHasEndedCounts() throws Exception {
        var clock = new JvmCpuClock();
        long before = clock.of(self).orElseThrow();
        Thread.ofPlatform()
                .start(() -> {
                    while (clock.of(self).orElseThrow() - before < 5_000_000) {
                        Thread.onSpinWait();
                    }
                })
                .join();
        assertThat(clock.of(self).orElseThrow() - before).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void aChildIsCountedWhileItLivesAndAfterItHasEnded() throws Exception {
        var fine = new JvmCpuClock();
        var coarse = new TickCpuClock();
        long fineBefore = fine.ofEndedChildren();
        long coarseBefore = coarse.ofEndedChildren();
        // Reads until the shell itself has used a tenth of a second, then waits to be ended.
        String busy =
                """
                used=0
                while [ "$used" -lt 10 ]; do
                  read -r _ _ _ _ _ _ _ _ _ _ _ _ _ used _ </proc/$$/stat
                done
                echo done
                read -r _
                """;
        Process child = new ProcessBuilder("sh", "-c", busy).start();
        assertThat(child.inputReader().readLine()).isEqualTo("done");
        assertThat(fine.of(child.pid()).orElseThrow()).isGreaterThanOrEqualTo(100_000_000);
        assertThat(coarse.of(child.pid()).orElseThrow()).isGreaterThanOrEqualTo(100_000_000);
        child.getOutputStream().close();
        child.waitFor();
        assertThat(fine.ofEndedChildren() - fineBefore).isGreaterThanOrEqualTo(100_000_000);
        assertThat(coarse.ofEndedChildren() - coarseBefore).isGreaterThanOrEqualTo(90_000_000);
    }

    @Test
    void thereIsNoClockOfAProcessThatIsNotThere() throws Exception {
        Process child = new ProcessBuilder("true").start();
        child.waitFor();
        assertThat(new JvmCpuClock().of(child.pid())).isEmpty();
        assertThat(new TickCpuClock().of(child.pid())).isEmpty();
    }
}
