// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.Locale;
import java.util.Optional;

/**
 * What a process has used since its start, its threads that have ended and its children that have
 * ended and were waited for included; see getrusage(2).
 *
 * @param peakBytes the most memory that the largest of the processes had resident
 * @param minorFaults pages that the kernel had to provide without reading from a disk
 * @param majorFaults pages that it had to read
 * @param voluntarySwitches how often a thread gave its processor up, as when it waits
 * @param involuntarySwitches how often it was taken away
 */
public record ResourceUsage(
        long userNanos,
        long systemNanos,
        long peakBytes,
        long minorFaults,
        long majorFaults,
        long voluntarySwitches,
        long involuntarySwitches) {

    private static final int RUSAGE_SELF = 0;

    /** That of this process so far; empty where the kernel cannot be asked. */
    public static Optional<ResourceUsage> ofThisProcess() {
        return CpuClock.ofThisMachine() instanceof KernelCpuClock kernel
                ? Optional.of(
                        of(kernel.getrusage(RUSAGE_SELF))
                                .plus(of(kernel.getrusage(KernelCpuClock.RUSAGE_CHILDREN))))
                : Optional.empty();
    }

    /**
     * Reads a {@code rusage}: the two times, the peak in kilobytes, and counters of which some have
     * no meaning on Linux.
     */
    static ResourceUsage of(long[] words) {
        return new ResourceUsage(
                words[0] * 1_000_000_000 + words[1] * 1_000,
                words[2] * 1_000_000_000 + words[3] * 1_000,
                words[4] * 1024,
                words[8],
                words[9],
                words[16],
                words[17]);
    }

    /** That of two processes, one after the other or side by side. */
    ResourceUsage plus(ResourceUsage other) {
        return new ResourceUsage(
                userNanos + other.userNanos,
                systemNanos + other.systemNanos,
                Math.max(peakBytes, other.peakBytes),
                minorFaults + other.minorFaults,
                majorFaults + other.majorFaults,
                voluntarySwitches + other.voluntarySwitches,
                involuntarySwitches + other.involuntarySwitches);
    }

    /** As text, for another process. */
    public String written() {
        return String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d %d",
                userNanos,
                systemNanos,
                peakBytes,
                minorFaults,
                majorFaults,
                voluntarySwitches,
                involuntarySwitches);
    }

    /** Reads what {@link #written} has written. */
    public static ResourceUsage parse(String text) {
        String[] words = text.split(" ", -1);
        return new ResourceUsage(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5]),
                Long.parseLong(words[6]));
    }
}
