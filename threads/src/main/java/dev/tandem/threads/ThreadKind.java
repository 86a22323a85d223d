// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.spi.Crew;
import dev.tandem.spi.os.ProcessStatus;
import dev.tandem.threads.ThreadRoom.Limit;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Platform threads or virtual ones: how they are started, and where they take up memory.
 *
 * @param crew starts them under a prefix
 * @param memory how many bytes this process has in use where they lie
 * @param limit what more of them would use up first
 */
record ThreadKind(String name, Function<String, Crew> crew, LongSupplier memory, Limit limit) {

    /** More than a virtual thread and all that is kept with it take up in the heap. */
    private static final long HEAP_BYTES = 4 << 10;

    /**
     * @param root of the file system in which the limits of the machine are read
     */
    static ThreadKind platform(Path root) {
        Limit none = new Limit("nothing known", Long.MAX_VALUE);
        Limit nearest = new ThreadRoom(root).nearest().orElse(none);
        return new ThreadKind("platform", Crew::named, ThreadKind::resident, nearest);
    }

    static ThreadKind virtual() {
        long bytes = Runtime.getRuntime().maxMemory() - heap();
        Limit heap = new Limit("the heap", bytes / HEAP_BYTES);
        return new ThreadKind("virtual", Crew::virtual, ThreadKind::heap, heap);
    }

    /** What is in physical memory; 0 where nothing tells. */
    private static long resident() {
        return ProcessStatus.bytes(ProcessHandle.current().pid(), "status").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    /** What is alive in the heap. */
    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
