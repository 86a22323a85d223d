// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import dev.tandem.lab.dump.Finding.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What hangs in a dump, and why. A circle of threads is certain from one dump. Everything else may
 * be of a moment only, and counts when a second dump shows the same threads at the same places.
 */
public final class Diagnosis {

    private static final int FEWEST_IN_A_QUEUE = 3;

    private final ThreadDump dump;
    private final List<DumpedThread> program;
    private final Map<String, DumpedThread> holders;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> explained = new LinkedHashSet<>();

    private Diagnosis(ThreadDump dump) {
        this.dump = dump;
        this.program = dump.threads().stream().filter(t -> !t.isOfTheJvm() && !t.isIdle()).toList();
        this.holders = dump.holders();
    }

    /** What one dump shows, the worst first. */
    public static List<Finding> of(ThreadDump dump) {
        var diagnosis = new Diagnosis(dump);
        diagnosis.circles();
        diagnosis.pools();
        diagnosis.carriers();
        diagnosis.lostLocks();
        diagnosis.queues();
        return List.copyOf(diagnosis.findings);
    }

    /** What both of two dumps of one JVM show. */
    public static List<Finding> of(ThreadDump before, ThreadDump after) {
        Map<Long, DumpedThread> then =
                before.threads().stream()
                        .collect(Collectors.toMap(DumpedThread::id, t -> t, (a, b) -> a));
        List<Finding> earlier = of(before);
        return of(after).stream()
                .filter(finding -> finding.kind() == Kind.DEADLOCK || stands(finding, then, after))
                .filter(finding -> earlier.stream().anyMatch(e -> e.kind() == finding.kind()))
                .toList();
    }

    private static boolean stands(
            Finding finding, Map<Long, DumpedThread> before, ThreadDump after) {
        return after.threads().stream()
                .filter(thread -> finding.threads().contains(thread.id()))
                .allMatch(thread -> {
                    DumpedThread then = before.get(thread.id());
                    return then != null
                            && then.parkedOn().equals(thread.parkedOn())
                            && then.blockedOn().equals(thread.blockedOn())
                            && then.carrier().equals(thread.carrier())
                            && then.state().equals(thread.state());
                });
    }

    private void circles() {
        for (DumpedThread start : dump.threads()) {
            List<DumpedThread> path = new ArrayList<>();
            Optional<DumpedThread> next = Optional.of(start);
            while (next.isPresent() && !path.contains(next.get()) && !isExplained(next.get())) {
                path.add(next.get());
                next = next.get().wanted().map(holders::get);
            }
            if (next.isPresent() && path.contains(next.get())) {
                circle(path.subList(path.indexOf(next.get()), path.size()));
            }
        }
    }

    private void circle(List<DumpedThread> circle) {
        List<String> details = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) {
            DumpedThread thread = circle.get(i);
            DumpedThread holder = circle.get((i + 1) % circle.size());
            details.add(
                    thread.waitsAt()
                            + ", held by "
                            + (holder.equals(thread) ? "itself" : holder.described()));
        }
        String who = circle.size() == 1 ? "a thread waits for itself" : circle.size() + " threads";
        add(
                Kind.DEADLOCK,
                true,
                circle.size() == 1 ? "Deadlock: " + who : "Deadlock of " + who + " in a circle",
                details,
                circle);
    }

    private void pools() {
        Map<String, List<DumpedThread>> pools =
                dump.threads().stream()
                        .filter(thread -> !thread.pool().isEmpty())
                        .collect(
                                Collectors.groupingBy(
                                        DumpedThread::pool,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        boolean somebodyComputes =
                program.stream().anyMatch(t -> t.isInATask() && !t.waitsForResult());
        pools.forEach((pool, threads) -> {
            if (!somebodyComputes && threads.stream().allMatch(DumpedThread::waitsForResult)) {
                add(
                        Kind.POOL,
                        true,
                        "A pool waits for itself: "
                                + (threads.size() == 1
                                        ? "its only thread waits for a result"
                                        : "all its threads wait for results")
                                + ", and no thread is left to compute any",
                        threads.stream().map(DumpedThread::waitsAt).toList(),
                        threads);
            }
        });
    }

    private void carriers() {
        long carriers =
                dump.threads().stream()
                        .filter(t -> !t.virtual() && t.pool().startsWith("ForkJoinPool-"))
                        .count();
        List<DumpedThread> mounted = program.stream().filter(t -> t.carrier().isPresent()).toList();
        List<DumpedThread> ready =
                dump.threads().stream()
                        .filter(t -> t.virtual() && t.carrier().isEmpty())
                        .filter(t -> t.isIn(Thread.State.RUNNABLE))
                        .toList();
        if (carriers > 0 && mounted.size() >= carriers && !ready.isEmpty()) {
            add(
                    Kind.CARRIERS,
                    true,
                    "All "
                            + carriers
                            + " carriers are busy, and "
                            + ready.size()
                            + " virtual threads are ready to run and cannot",
                    mounted.stream().map(t -> t.described() + " keeps a carrier").toList(),
                    Stream.concat(mounted.stream(), ready.stream()).toList());
        }
    }

    /** The JVM does not tell who holds a lock when it is a virtual thread. */
    private void lostLocks() {
        List<DumpedThread> waiting =
                program.stream()
                        .filter(t -> !isExplained(t) && t.wanted().filter(this::isLock).isPresent())
                        .filter(t -> t.wanted().map(holders::get).isEmpty())
                        .toList();
        if (waiting.isEmpty()) {
            return;
        }
        boolean lost = program.stream().allMatch(DumpedThread::waits);
        add(
                Kind.LOST_LOCK,
                lost,
                lost
                        ? "Nobody can give back what is waited for: every thread of the program waits"
                        : "Locks are waited for, and the JVM does not tell who holds them",
                waiting.stream().map(DumpedThread::waitsAt).toList(),
                waiting);
    }

    private boolean isLock(String object) {
        return object.contains("ReentrantLock$")
                || object.contains("ReentrantReadWriteLock$")
                || object.contains("Semaphore$");
    }

    private void queues() {
        Map<String, List<DumpedThread>> queues =
                program.stream()
                        .filter(t -> !isExplained(t))
                        .filter(t ->
                                t.blockedOn().isPresent()
                                        || t.parkedOn().filter(this::isLock).isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        t -> t.blockedOn().or(t::parkedOn).orElseThrow(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        queues.forEach((object, queue) -> {
            if (queue.size() >= FEWEST_IN_A_QUEUE && queue.size() * 2 > program.size()) {
                DumpedThread holder = holders.get(object);
                add(
                        Kind.CONTENTION,
                        false,
                        queue.size() + " of " + program.size() + " threads queue for " + object,
                        List.of(
                                holder == null
                                        ? "who holds it is not told"
                                        : "it is held by " + holder.described()),
                        queue);
            }
        });
    }

    private boolean isExplained(DumpedThread thread) {
        return explained.contains(thread.id());
    }

    private void add(
            Kind kind,
            boolean hangs,
            String headline,
            List<String> details,
            List<DumpedThread> threads) {
        List<Long> ids = threads.stream().map(DumpedThread::id).toList();
        explained.addAll(ids);
        findings.add(new Finding(kind, hangs, headline, details, ids));
    }
}
