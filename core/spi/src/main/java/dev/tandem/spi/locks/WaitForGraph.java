// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.locks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits for whom over a set of locks, read off the locks themselves. A cycle among waits that
 * nothing times out is a deadlock (Coffman, Elphick and Shoshani, 1971).
 */
public final class WaitForGraph {

    /** A thread that waits for a lock that another holds. */
    public record Edge(Thread waiter, OwnedLock lock, Thread owner, long acquisitions) {

        private boolean stillStands() {
            return lock.waiting().contains(waiter) && lock.acquisitions() == acquisitions;
        }

        @Override
        public String toString() {
            return waiter.getName() + " waits for " + lock.name() + ", held by " + owner.getName();
        }
    }

    private final Map<Thread, Edge> edges = new LinkedHashMap<>();

    // Every queue is read before any owner: see findCycle.
    private WaitForGraph(Collection<? extends OwnedLock> locks) {
        record Queue(OwnedLock lock, long acquisitions, Collection<Thread> waiters) {}
        List<Queue> queues = new ArrayList<>();
        for (OwnedLock lock : locks) {
            queues.add(new Queue(lock, lock.acquisitions(), lock.waiting()));
        }
        for (Queue queue : queues) {
            queue.lock()
                    .owner()
                    .ifPresent(owner -> {
                        for (Thread waiter : queue.waiters()) {
                            edges.put(
                                    waiter,
                                    new Edge(waiter, queue.lock(), owner, queue.acquisitions()));
                        }
                    });
        }
    }

    /**
     * What can be seen now. Locks change hands while one looks: an edge may be out of date as soon
     * as it is read.
     */
    public static WaitForGraph of(Collection<? extends OwnedLock> locks) {
        return new WaitForGraph(locks);
    }

    /**
     * A cycle that really stood at one moment. The queues are read, then the owners, then the
     * queues again: a thread that is found twice in the queue of a lock which nobody has acquired
     * in between has not moved in between, and so still held what it was seen to hold. What a
     * thread acquires by waking up from a wait on a condition of the lock is not counted.
     *
     * @return its edges, each one's owner the next one's waiter; empty when there was no cycle
     */
    public static Optional<List<Edge>> findCycle(Collection<? extends OwnedLock> locks) {
        return of(locks).cycle().filter(cycle -> cycle.stream().allMatch(Edge::stillStands));
    }

    private Optional<List<Edge>> cycle() {
        for (Thread start : edges.keySet()) {
            List<Edge> path = new ArrayList<>();
            for (Edge edge = edges.get(start); edge != null && path.size() <= edges.size(); ) {
                path.add(edge);
                if (edge.owner() == start) {
                    return Optional.of(List.copyOf(path));
                }
                edge = edges.get(edge.owner());
            }
        }
        return Optional.empty();
    }
}
