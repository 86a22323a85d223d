// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The threads of one run: its main thread and all that have come of it. Platform threads inherit a
 * group, virtual ones do not; what both inherit is the context class loader, by which the virtual
 * ones are known.
 */
final class RunThreads {

    private static final Set<String> ENDS_THE_PROCESS =
            Set.of("java.lang.System", "java.lang.Runtime", "java.lang.Shutdown");

    private final ThreadGroup group;
    private final ClassLoader mark;
    private final Thread main;

    RunThreads(String name, Runnable body) {
        group = new ThreadGroup(name);
        main = new Thread(group, body, "main");
        mark = new ClassLoader(main.getContextClassLoader()) {};
        main.setContextClassLoader(mark);
    }

    /**
     * @throws OutOfMemoryError when no more threads are allowed
     */
    void start() {
        main.start();
    }

    void interrupt() {
        alive().forEach(Thread::interrupt);
    }

    /** The thread that has called {@link System#exit}, if one has: nothing ends it. */
    Optional<Thread> exiting() {
        return alive().stream().filter(RunThreads::isExiting).findFirst();
    }

    private static boolean isExiting(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame ->
                        frame.getMethodName().equals("exit")
                                && ENDS_THE_PROCESS.contains(frame.getClassName()));
    }

    /**
     * Waits for the threads to end, interrupts those that do not, and names those that then still
     * live. A caller that is interrupted waits no longer.
     */
    List<String> end(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        List<Thread> alive = alive();
        // Until none is left: the first of them to end may have started others meanwhile.
        while (!alive.isEmpty()
                && deadline - System.nanoTime() > 0
                && !Thread.currentThread().isInterrupted()) {
            alive.forEach(thread -> join(thread, deadline));
            alive = alive();
        }
        List<String> left = alive.stream().map(RunThreads::describe).toList();
        interrupt();
        return left;
    }

    private static String describe(Thread thread) {
        return "thread " + LiveThreads.name(thread) + " (" + thread.getState() + ")";
    }

    private static void join(Thread thread, long deadline) {
        try {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
            // A second request to cancel: do not wait any longer, and let the caller see it.
            Thread.currentThread().interrupt();
        }
    }

    private List<Thread> alive() {
        List<Thread> alive = new ArrayList<>(ofGroup());
        LiveThreads.all().stream()
                .filter(Thread::isVirtual)
                .filter(thread -> mark.equals(thread.getContextClassLoader()))
                .forEach(alive::add);
        return alive;
    }

    private List<Thread> ofGroup() {
        Thread[] threads = new Thread[group.activeCount() + 16];
        while (true) {
            int count = group.enumerate(threads);
            if (count < threads.length) {
                return Arrays.stream(threads, 0, count).filter(Thread::isAlive).toList();
            }
            threads = new Thread[threads.length * 2];
        }
    }
}
