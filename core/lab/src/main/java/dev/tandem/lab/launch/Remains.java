// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.os.ProcessStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds and ends what a run has left. Every process that it starts carries a token in its
 * environment, which all of its descendants inherit: also those that have detached themselves into
 * a session of their own and whose parent has died. Who has wiped its environment is found as a
 * descendant: of a worker as long as its parents live, and of this process thereafter, where it is
 * a {@link Subreaper}. What a workload starts past the launcher is found as a child of this process
 * that was not there before. On a system without {@code /proc} that and the descendants of the
 * workers are all.
 */
final class Remains {

    /** The environment variable with the token. */
    static final String TOKEN = "TANDEM_TOKEN";

    private static final Duration TO_NOTICE = Duration.ofSeconds(1);
    private static final Duration TO_END = Duration.ofMillis(500);
    private static final int ROUNDS = 20;

    /** How long a zombie may have to wait for whichever thread of ours has started the process. */
    private static final Duration TO_BE_COLLECTED = Duration.ofMillis(100);

    private final String token;

    /** Descendants that were seen while their parents lived. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    /** Children of this process that are none of the run's, or that the launcher ends. */
    private final Set<ProcessHandle> known = new HashSet<>();

    /** Children of this process that were there, unknown, when the first worker was started. */
    private final Set<ProcessHandle> early = new HashSet<>();

    private boolean hasWorkers;
    private Optional<Subreaper> subreaper = Optional.empty();

    Remains(String token) {
        this.token = token;
        if (isOutermost()) {
            children().forEach(known::add);
        }
    }

    /** A launcher above finds by its token whatever comes of this process. */
    private boolean isOutermost() {
        return !token.contains("/");
    }

    private static Stream<ProcessHandle> children() {
        return ProcessHandle.current().children();
    }

    /**
     * Says which process this one has started. From the first time until the end this process
     * adopts what it orphans, unless a launcher above does.
     */
    synchronized void expect(ProcessHandle child) {
        known.add(child);
        if (!hasWorkers && isOutermost()) {
            unknown().forEach(early::add);
            subreaper = Subreaper.ofThisProcess();
            subreaper.ifPresent(calls -> calls.adopt(true));
        }
        hasWorkers = true;
    }

    /** Remembers the descendants of a process that is about to be ended. */
    synchronized void remember(ProcessHandle process) {
        process.descendants().forEach(seen::add);
    }

    /**
     * Says that another run may have started children of this process meanwhile: only what has been
     * adopted is then looked for.
     */
    synchronized void excuse() {
        if (subreaper.isPresent()) {
            known.addAll(early);
        } else {
            children().forEach(known::add);
        }
    }

    /**
     * Ends every process of the run that is still alive. One whose parent has just ended gets a
     * second to notice that itself.
     *
     * @return those that did not: id and command line
     */
    synchronized List<String> end() {
        await(alive(), Remains::isAlive, TO_NOTICE);
        Map<Long, String> left = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            // Once more after each round: a process may have started another while it was being
            // ended.
            List<ProcessHandle> alive = alive();
            if (alive.isEmpty()) {
                break;
            }
            alive.forEach(process -> left.put(process.pid(), describe(process)));
            alive.forEach(ProcessHandle::destroy);
            await(alive, Remains::isAlive, TO_END);
            alive.stream().filter(Remains::isAlive).forEach(ProcessHandle::destroyForcibly);
            await(alive, Remains::isAlive, TO_END);
        }
        collect();
        subreaper.ifPresent(calls -> calls.adopt(false));
        seen.clear();
        return List.copyOf(left.values());
    }

    private List<ProcessHandle> alive() {
        List<ProcessHandle> alive = new ArrayList<>(seen);
        if (hasWorkers && ProcessStatus.isReadable()) {
            marked().forEach(alive::add);
        }
        unknown().filter(Remains::isUnmarked).forEach(alive::add);
        alive.removeIf(process -> !isAlive(process));
        return alive.stream().distinct().toList();
    }

    private List<ProcessHandle> marked() {
        long self = ProcessHandle.current().pid();
        List<ProcessHandle> marked = new ArrayList<>();
        for (long pid : ProcessStatus.pids()) {
            if (pid != self && isMarked(ProcessStatus.environment(pid))) {
                ProcessHandle.of(pid).ifPresent(marked::add);
            }
        }
        return marked;
    }

    /** Children of this process that have been adopted, or that a workload has started. */
    private Stream<ProcessHandle> unknown() {
        return isOutermost() ? children().filter(child -> !known.contains(child)) : Stream.empty();
    }

    /** Whether, as far as it shows, no other run has started it with its launcher. */
    private static boolean isUnmarked(ProcessHandle process) {
        return !ProcessStatus.environment(process.pid()).contains(TOKEN + "=")
                && ProcessStatus.of(process.pid()).filter(Guardian::is).isEmpty();
    }

    /**
     * Asks for the exit codes of what has been adopted and has ended. A child that another thread
     * has started is that thread's to ask, which it does at once.
     */
    private void collect() {
        if (subreaper.isEmpty()) {
            return;
        }
        List<ProcessHandle> ended = unknown().filter(child -> !isAlive(child)).toList();
        await(ended, ProcessHandle::isAlive, TO_BE_COLLECTED);
        ended.stream()
                .filter(ProcessHandle::isAlive)
                .forEach(zombie -> subreaper.get().collect(zombie.pid()));
    }

    /** A launcher within a worker appends its own token to the one that the worker has. */
    private boolean isMarked(String environment) {
        String entry = "\0" + TOKEN + "=" + token;
        int start = ("\0" + environment).indexOf(entry);
        int end = start + entry.length() - 1;
        return start >= 0
                && end < environment.length()
                && "\0/".indexOf(environment.charAt(end)) >= 0;
    }

    private static void await(
            Collection<ProcessHandle> processes, Predicate<ProcessHandle> isThere, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (processes.stream().anyMatch(isThere) && deadline - System.nanoTime() > 0) {
            // Nobody tells a process that another, which is not its child, has ended: one has to
            // look.
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** A zombie is dead: it only waits for its parent to ask for its exit code. */
    private static boolean isAlive(ProcessHandle process) {
        return process.isAlive()
                && (!ProcessStatus.isReadable()
                        || ProcessStatus.of(process.pid())
                                .map(status -> !status.isZombie())
                                .orElse(false));
    }

    private static String describe(ProcessHandle process) {
        String command =
                ProcessStatus.isReadable()
                        ? ProcessStatus.of(process.pid()).map(ProcessStatus::command).orElse("")
                        : process.info().commandLine().orElse("");
        return process.pid() + " " + command;
    }
}
