// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the calling platform thread has used so far.
 *
 * @param queuedNanos for how long it could have run and waited for a processor, as the kernel of
 *     Linux counts it; 0 where it does not
 * @param allocatedBytes negative where that is not known, as in a native image
 * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">sched-stats, for schedstat</a>
 */
record ThreadClock(long cpuNanos, long queuedNanos, long allocatedBytes) {

    private static final Path SCHEDULED = Path.of("/proc/thread-self/schedstat");

    static ThreadClock now() {
        return new ThreadClock(cpu(), queued(), allocated());
    }

    static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    ThreadClock since(ThreadClock then) {
        return new ThreadClock(
                cpuNanos - then.cpuNanos,
                queuedNanos - then.queuedNanos,
                allocatedBytes < 0 ? -1 : allocatedBytes - then.allocatedBytes);
    }

    private static long queued() {
        try {
            return Long.parseLong(Files.readString(SCHEDULED).split(" ", 3)[1]);
        } catch (IOException e) {
            // Not Linux, or a kernel that does not count this.
            return 0;
        }
    }

    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                        && threads.isThreadAllocatedMemorySupported()
                ? threads.getCurrentThreadAllocatedBytes()
                : -1;
    }
}
