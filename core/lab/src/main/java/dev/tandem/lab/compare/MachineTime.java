// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The time of all processors of a Linux machine since it was started, in ticks of a hundredth of a
 * second; see {@code /proc/stat} in proc(5). In a container these are the processors of the whole
 * machine, whose load counts for what runs in it, too.
 *
 * @param busy in which something ran, or would have if a virtual machine had not been held back
 * @param total of all processors together
 */
record MachineTime(long busy, long total) {

    /** The kernel samples at its ticks what runs: a share of fewer than these errs by too much. */
    static final long LEAST_TICKS = 200;

    private static final Pattern BLANKS = Pattern.compile(" +");

    static MachineTime now() {
        try {
            return parse(Files.readString(Path.of("/proc/stat")));
        } catch (IOException e) {
            // Not Linux: nothing ever runs.
            return new MachineTime(0, 0);
        }
    }

    /** Reads the line of all processors: user, nice, system, idle, iowait, irq, softirq, steal. */
    static MachineTime parse(String stat) {
        String first = stat.lines().findFirst().orElse("");
        // What follows those eight, the time of guests, is a part of the user's.
        long[] ticks =
                BLANKS.splitAsStream(first).skip(1).limit(8).mapToLong(Long::parseLong).toArray();
        long total = Arrays.stream(ticks).sum();
        return new MachineTime(total - ticks[3] - ticks[4], total);
    }

    /**
     * What share of the time since then was used by others.
     *
     * @param ownNanos what was used by those who are not others
     */
    OptionalDouble shareOfOthers(MachineTime then, long ownNanos) {
        long ticks = total - then.total;
        if (ticks < LEAST_TICKS) {
            return OptionalDouble.empty();
        }
        double own = (double) ownNanos / TickCpuClock.TICK_NANOS;
        return OptionalDouble.of(Math.clamp((busy - then.busy - own) / ticks, 0, 1));
    }
}
