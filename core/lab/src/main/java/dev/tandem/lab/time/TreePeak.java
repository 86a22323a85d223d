// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.time;

import dev.tandem.spi.os.ProcessStatus;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The most memory that a process and its descendants have had resident at once, by looking every 20
 * ms: the kernel keeps the peak of each process, and not that of their sum.
 */
final class TreePeak implements AutoCloseable {

    private static final long EVERY_NANOS = 20_000_000;

    private final LongSupplier resident;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long bytes;

    private TreePeak(LongSupplier resident) {
        this.resident = resident;
        thread = Thread.ofPlatform().daemon().name("tree-peak").unstarted(this::look);
    }

    static TreePeak watch(long pid) {
        var peak = new TreePeak(() -> resident(pid));
        peak.thread.start();
        return peak;
    }

    private void look() {
        while (!closed) {
            bytes = Math.max(bytes, resident.getAsLong());
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    /** What has been seen so far; 0 where nothing can be. */
    long bytes() {
        return bytes;
    }

    /** Of the process and its descendants now. */
    static long resident(long pid) {
        LongStream below =
                ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .mapToLong(ProcessHandle::pid);
        return LongStream.concat(LongStream.of(pid), below).map(TreePeak::residentOf).sum();
    }

    private static long residentOf(long pid) {
        return ProcessStatus.bytes(pid, "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
