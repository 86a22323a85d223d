// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import com.sun.management.OperatingSystemMXBean;
import dev.tandem.spi.os.ProcessStatus;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** What every system counts of this process and Linux of others, a hundred times a second. */
final class TickCpuClock implements CpuClock {

    /**
     * What {@code /proc/PID/stat} counts in, USER_HZ: 100 a second on every architecture since
     * Linux 2.6. The JDK's own figure comes from times(2), which counts likewise.
     */
    static final long TICK_NANOS = 10_000_000;

    private final long self = ProcessHandle.current().pid();

    @Override
    public OptionalLong of(long pid) {
        if (pid == self) {
            return ManagementFactory.getOperatingSystemMXBean()
                                    instanceof OperatingSystemMXBean system
                            && system.getProcessCpuTime() >= 0
                    ? OptionalLong.of(system.getProcessCpuTime())
                    : OptionalLong.empty();
        }
        return ProcessStatus.of(pid)
                .map(status -> OptionalLong.of(status.cpuTicks() * TICK_NANOS))
                .orElse(OptionalLong.empty());
    }

    @Override
    public long ofEndedChildren() {
        return ProcessStatus.bytes(self, "stat").map(TickCpuClock::childrenTicks).orElse(0L)
                * TICK_NANOS;
    }

    /** The fields 16 and 17, in user and in kernel mode; the name before them may hold spaces. */
    private static long childrenTicks(String stat) {
        String[] fieldsFromThree = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(fieldsFromThree[16 - 3]) + Long.parseLong(fieldsFromThree[17 - 3]);
    }

    @Override
    public long resolutionNanos() {
        return TICK_NANOS;
    }
}
