// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

/**
 * The live threads of this process, virtual ones included, which {@link Thread#getAllStackTraces}
 * leaves out. The JDK keeps them in containers for its own thread dumps; this reads those, where
 * the JVM was started so that it may. The manifests of the executable jars see to that; elsewhere
 * the platform threads are all that is seen.
 */
public final class LiveThreads {

    /** What libraries of the JDK and the test framework start for themselves and keep. */
    private static final List<String> LASTING =
            List.of(
                    "process reaper",
                    "ForkJoinPool",
                    "SIGINT handler",
                    "Keep-Alive-Timer",
                    "CompletableFutureDelayScheduler",
                    "awaitility",
                    "junit-jupiter-timeout-watcher");

    private static final boolean CONTAINERS_ARE_EXPORTED =
            Object.class.getModule().isExported("jdk.internal.vm", LiveThreads.class.getModule());

    private LiveThreads() {}

    /** What a thread is called in what is told: a virtual one may have no name of its own. */
    public static String name(Thread thread) {
        return thread.getName().isEmpty() ? "virtual-" + thread.threadId() : thread.getName();
    }

    /** Every thread that has started and not ended. */
    public static Set<Thread> all() {
        if (!CONTAINERS_ARE_EXPORTED) {
            return Thread.getAllStackTraces().keySet();
        }
        Set<Thread> threads = new LinkedHashSet<>();
        collect(ThreadContainers.root(), threads);
        return threads;
    }

    private static void collect(ThreadContainer container, Collection<Thread> threads) {
        try (Stream<Thread> own = container.threads()) {
            own.filter(Thread::isAlive).forEach(threads::add);
        }
        try (Stream<ThreadContainer> children = container.children()) {
            children.forEach(child -> collect(child, threads));
        }
    }

    /** Those that were not there before, without what the JDK starts for itself and keeps. */
    public static List<Thread> startedSince(Set<Thread> before) {
        return all().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> !JvmThreads.areCalled(thread.getName()))
                .filter(thread -> LASTING.stream().noneMatch(thread.getName()::startsWith))
                .toList();
    }

    /**
     * Waits for the threads that were not there before to end.
     *
     * @param limit how long to wait at most
     * @return those that still live then
     */
    public static List<Thread> leftSince(Set<Thread> before, Duration limit)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<Thread> left = startedSince(before);
        // Until none is left: the first of them to end may have started others meanwhile.
        while (!left.isEmpty() && deadline - System.nanoTime() > 0) {
            left.getFirst().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            left = startedSince(before);
        }
        return left;
    }
}
