// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.Crew;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a task has used of the platform thread that ran it.
 *
 * @param wallNanos the time that has passed
 * @param cpuNanos the time in which the thread was on a processor
 * @param queuedNanos the time in which it could have run, and waited for a processor; empty where
 *     the kernel does not say, as the next two
 * @param voluntary how often it left its processor because it had to wait
 * @param involuntary how often the scheduler took it off its processor
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">sched-stats, for schedstat</a>
 */
record ThreadUsage(
        long wallNanos,
        long cpuNanos,
        OptionalLong queuedNanos,
        OptionalLong voluntary,
        OptionalLong involuntary) {

    private static final Path THREAD = Path.of("/proc/thread-self");

    /** Runs a task in the calling thread. */
    static ThreadUsage of(Crew.Task task) throws Exception {
        Counters before = Counters.read();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        task.run();
        wall = System.nanoTime() - wall;
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        Counters after = Counters.read();
        return new ThreadUsage(
                wall,
                cpu,
                difference(before.queued, after.queued),
                difference(before.voluntary, after.voluntary),
                difference(before.involuntary, after.involuntary));
    }

    /**
     * The time in which the thread waited for something else than a processor; for a processor too
     * where the kernel cannot tell the two apart.
     */
    long waitingNanos() {
        return Math.max(0, wallNanos - cpuNanos - queuedNanos.orElse(0));
    }

    /** Which share of the time that was; from 0 to 1. */
    double waitingShare() {
        return wallNanos == 0 ? 0 : (double) waitingNanos() / wallNanos;
    }

    private static OptionalLong difference(OptionalLong before, OptionalLong after) {
        return before.isPresent() && after.isPresent()
                ? OptionalLong.of(after.getAsLong() - before.getAsLong())
                : OptionalLong.empty();
    }

    /** What the kernel has counted for the calling thread so far. */
    private record Counters(OptionalLong queued, OptionalLong voluntary, OptionalLong involuntary) {

        static Counters read() {
            List<String> status = lines("status");
            return new Counters(
                    lines("schedstat").stream()
                            .mapToLong(line -> Long.parseLong(line.split(" ", 3)[1]))
                            .findFirst(),
                    field(status, "voluntary_ctxt_switches:"),
                    field(status, "nonvoluntary_ctxt_switches:"));
        }

        private static List<String> lines(String file) {
            try {
                return Files.readAllLines(THREAD.resolve(file));
            } catch (IOException e) {
                // Not Linux, or a kernel that does not count this.
                return List.of();
            }
        }

        private static OptionalLong field(List<String> lines, String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                    .findFirst();
        }
    }
}
