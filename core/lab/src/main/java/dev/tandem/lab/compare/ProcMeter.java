// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import com.sun.management.ThreadMXBean;
import dev.tandem.spi.os.ProcessStatus;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Reads processor time and memory from the kernel of a Linux machine (proc(5)) and from the virtual
 * machine. Elsewhere only what this very process has used is known.
 */
final class ProcMeter implements Meter {

    private final CpuClock clock;
    private final long self = ProcessHandle.current().pid();

    ProcMeter() {
        this(CpuClock.ofThisMachine());
    }

    ProcMeter(CpuClock clock) {
        this.clock = clock;
    }

    @Override
    public long cpuResolutionNanos() {
        return clock.resolutionNanos();
    }

    @Override
    public Reading begin(Supplier<List<Long>> workers) {
        workers.get().forEach(ProcMeter::resetPeak);
        long cpuOfOthers = cpuNanos(descendants());
        OptionalLong allocated = allocatedBytes();
        OptionalLong cpu = clock.of(self);
        // What reading costs is not the run's: this process is read last here and first there.
        return () -> {
            OptionalLong cpuNow = clock.of(self);
            OptionalLong allocatedNow = allocatedBytes();
            long more = cpuNanos(descendants()) - cpuOfOthers;
            return new Usage(
                    difference(cpuNow, cpu, more),
                    difference(allocatedNow, allocated, 0),
                    peakBytes(workers.get()));
        };
    }

    @Override
    public Watch watchOthers() {
        MachineTime machine = MachineTime.now();
        long own = allCpuNanos();
        return () -> MachineTime.now().shareOfOthers(machine, allCpuNanos() - own);
    }

    private long allCpuNanos() {
        return clock.of(self).orElse(0) + cpuNanos(descendants());
    }

    /** Of the given processes and of the children that have ended. */
    private long cpuNanos(List<Long> descendants) {
        long nanos = clock.ofEndedChildren();
        for (long pid : descendants) {
            nanos += clock.of(pid).orElse(0);
        }
        return nanos;
    }

    private static List<Long> descendants() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
    }

    private static OptionalLong allocatedBytes() {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)
                || !threads.isThreadAllocatedMemorySupported()) {
            return OptionalLong.empty();
        }
        try {
            long bytes = threads.getTotalThreadAllocatedBytes();
            return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
        } catch (UnsupportedOperationException e) {
            // A virtual machine that knows it of single threads only.
            return OptionalLong.empty();
        }
    }

    private static OptionalLong difference(OptionalLong after, OptionalLong before, long more) {
        return after.isPresent() && before.isPresent()
                ? OptionalLong.of(after.getAsLong() - before.getAsLong() + more)
                : OptionalLong.empty();
    }

    /** Makes the kernel count the peak of resident memory from now on. */
    private static void resetPeak(long pid) {
        try {
            Files.writeString(Path.of("/proc/" + pid + "/clear_refs"), "5");
        } catch (IOException e) {
            // It has ended, or there is no such file: then the peak is that of its whole life.
        }
    }

    private static OptionalLong peakBytes(List<Long> pids) {
        return pids.stream()
                .map(ProcMeter::peakBytes)
                .filter(OptionalLong::isPresent)
                .reduce((a, b) -> OptionalLong.of(a.getAsLong() + b.getAsLong()))
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong peakBytes(long pid) {
        return ProcessStatus.bytes(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }
}
