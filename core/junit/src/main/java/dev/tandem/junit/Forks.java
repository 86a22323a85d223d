// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.Explorer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The JVMs that explore for this one. A JVM is used again when it has nothing to do; as many as
 * there are tests at the same time are started.
 */
final class Forks {

    /**
     * There is one for the whole process, as a test can call {@link Explorations} from anywhere,
     * and to start a JVM for each of them would take longer than most explorations.
     */
    private static final Forks OF_THIS_PROCESS = new Forks();

    private static final Logger LOG = System.getLogger(Forks.class.getPackageName());

    private final Deque<Fork> idle = new ArrayDeque<>();

    private Forks() {}

    /**
     * Does a task: in this JVM if that was started with what the explorer needs, else in another.
     *
     * @param loader where the classes of the task are found in this JVM
     */
    static Report run(Task task, ClassLoader loader) throws InterruptedException {
        return Explorer.isPossibleHere()
                ? Exploring.run(task, loader)
                : OF_THIS_PROCESS.elsewhere(task);
    }

    private Report elsewhere(Task task) throws InterruptedException {
        List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
        if (task.isReplay() && Debugging.isOn(arguments)) {
            int port = Debugging.freePort();
            LOG.log(Level.INFO, "Listening for transport dt_socket at address: " + port);
            try (Fork fork = Fork.start(Debugging.options(port))) {
                return fork.ask(task);
            }
        }
        Fork fork = take();
        Report report = fork.ask(task);
        giveBack(fork);
        return report;
    }

    private Fork take() {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                Fork fork = idle.pop();
                if (fork.isAlive()) {
                    return fork;
                }
            }
        }
        return Fork.start(Forks.assertions());
    }

    private void giveBack(Fork fork) {
        synchronized (idle) {
            idle.push(fork);
        }
    }

    /** Assertions are checked there if they are here. */
    private static List<String> assertions() {
        return Forks.class.desiredAssertionStatus() ? List.of("-ea") : List.of();
    }
}
