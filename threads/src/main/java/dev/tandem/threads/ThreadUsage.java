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
 * @param voluntary how often it left its processor because it had to wait; empty where the kernel
 *     does not say
 * @param involuntary how often the scheduler took it off its processor; empty likewise
 * @see <a
 *     href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 */
record ThreadUsage(
        long wallNanos, long cpuNanos, OptionalLong voluntary, OptionalLong involuntary) {

    private static final Path STATUS = Path.of("/proc/thread-self/status");

    /** Runs a task in the calling thread. */
    static ThreadUsage of(Crew.Task task) throws Exception {
        List<String> before = status();
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        task.run();
        wall = System.nanoTime() - wall;
        cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
        List<String> after = status();
        return new ThreadUsage(
                wall,
                cpu,
                difference("voluntary_ctxt_switches:", before, after),
                difference("nonvoluntary_ctxt_switches:", before, after));
    }

    /** The time in which the thread was on no processor. */
    long waitingNanos() {
        return Math.max(0, wallNanos - cpuNanos);
    }

    /** Which share of the time that was; from 0 to 1. */
    double waitingShare() {
        return wallNanos == 0 ? 0 : (double) waitingNanos() / wallNanos;
    }

    private static List<String> status() {
        try {
            return Files.readAllLines(STATUS);
        } catch (IOException e) {
            // Not Linux, or a sandbox that hides it.
            return List.of();
        }
    }

    private static OptionalLong difference(String name, List<String> before, List<String> after) {
        OptionalLong first = value(name, before);
        OptionalLong second = value(name, after);
        return first.isPresent() && second.isPresent()
                ? OptionalLong.of(second.getAsLong() - first.getAsLong())
                : OptionalLong.empty();
    }

    private static OptionalLong value(String name, List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                .findFirst();
    }
}
