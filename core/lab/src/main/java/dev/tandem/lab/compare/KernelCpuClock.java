// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.util.OptionalLong;

/**
 * The clocks of the Linux kernel: clock_gettime(2) for the clock of a process, getrusage(2) for
 * children that have ended. The layout of what they fill in is that of 64 bits.
 */
abstract class KernelCpuClock implements CpuClock {

    static final int RUSAGE_CHILDREN = -1;

    /** A {@code timespec}: seconds and nanoseconds. */
    static final int TIMESPEC_WORDS = 2;

    /**
     * A {@code rusage}: the times in user and kernel mode, seconds and microseconds each; for the
     * rest see {@link ResourceUsage}.
     */
    static final int RUSAGE_WORDS = 18;

    /**
     * @return seconds and nanoseconds; empty when the kernel refuses
     */
    abstract long[] clockGettime(int clock);

    /**
     * @return all the words
     */
    abstract long[] getrusage(int who);

    @Override
    public final OptionalLong of(long pid) {
        long[] time = clockGettime(clockOf(pid));
        return time.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(time[0] * 1_000_000_000 + time[1]);
    }

    /**
     * See clock_getcpuclockid(3): the scheduler's clock, 2, of the process whose id is inverted.
     */
    private static int clockOf(long pid) {
        return ((int) ~pid << 3) | 2;
    }

    @Override
    public final long ofEndedChildren() {
        long[] usage = getrusage(RUSAGE_CHILDREN);
        return (usage[0] + usage[2]) * 1_000_000_000 + (usage[1] + usage[3]) * 1_000;
    }

    /** That of a {@code rusage}, the coarser of the two. */
    @Override
    public final long resolutionNanos() {
        return 1_000;
    }
}
