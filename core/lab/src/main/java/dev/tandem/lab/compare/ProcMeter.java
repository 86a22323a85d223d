// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads processor time and memory from the kernel of a Linux machine (proc(5)). Elsewhere only the
 * processor time of this very process is known.
 */
final class ProcMeter implements Meter {

    private static final Path PROC = Path.of("/proc");

    /**
     * What the times in {@code /proc/PID/stat} count, USER_HZ: 100 a second on every architecture
     * since Linux 2.6.
     */
    private static final long TICK_NANOS = 10_000_000;

    private final long self = ProcessHandle.current().pid();

    @Override
    public Reading begin() {
        boolean reset = resetPeak(self);
        descendants().forEach(ProcMeter::resetPeak);
        OptionalLong before = cpuNanos();
        return () -> {
            OptionalLong after = cpuNanos();
            OptionalLong cpu =
                    before.isPresent() && after.isPresent()
                            ? OptionalLong.of(after.getAsLong() - before.getAsLong())
                            : OptionalLong.empty();
            if (!reset) {
                return new Usage(cpu, OptionalLong.empty(), OptionalLong.empty());
            }
            long children = descendants().stream().mapToLong(pid -> peakBytes(pid).orElse(0)).sum();
            return new Usage(cpu, peakBytes(self), OptionalLong.of(children));
        };
    }

    private static List<Long> descendants() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
    }

    /**
     * Of this process, of its children that have ended, and of the living descendants with theirs.
     */
    private OptionalLong cpuNanos() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
                || system.getProcessCpuTime() < 0) {
            return OptionalLong.empty();
        }
        long ticks = stat(self).map(Stat::endedChildren).orElse(0L);
        for (long pid : descendants()) {
            ticks += stat(pid).map(s -> s.own() + s.endedChildren()).orElse(0L);
        }
        return OptionalLong.of(system.getProcessCpuTime() + ticks * TICK_NANOS);
    }

    private record Stat(long own, long endedChildren) {}

    private static java.util.Optional<Stat> stat(long pid) {
        try {
            String line = Files.readString(PROC.resolve(pid + "/stat"));
            // The name of the program, in parentheses, may hold spaces and parentheses; what
            // follows has the numbers from 3 on.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long user = Long.parseLong(fields[14 - 3]);
            long system = Long.parseLong(fields[15 - 3]);
            long childrenUser = Long.parseLong(fields[16 - 3]);
            long childrenSystem = Long.parseLong(fields[17 - 3]);
            return java.util.Optional.of(new Stat(user + system, childrenUser + childrenSystem));
        } catch (IOException e) {
            // It has ended meanwhile, or there is no such file system.
            return java.util.Optional.empty();
        }
    }

    /** Makes the kernel count the peak of resident memory from now on. */
    private static boolean resetPeak(long pid) {
        try {
            Files.writeString(PROC.resolve(pid + "/clear_refs"), "5");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static OptionalLong peakBytes(long pid) {
        try {
            return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
