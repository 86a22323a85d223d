// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What is still to be visited, in a queue a site. A site has one visitor at a time and rests after
 * each. Bounded; not thread-safe, whoever uses it holds a lock.
 *
 * <p>Times are in nanoseconds since the crawl began, and given by the caller.
 */
final class Frontier {

    private static final class Site {
        private final Deque<Task> tasks = new ArrayDeque<>();
        private boolean visited;
        private long restsUntil;
    }

    private final Limits limits;

    /** The normal forms of all that was ever accepted: what a crawl remembers of a page. */
    private final Set<String> known = new HashSet<>();

    private final Map<String, Site> sites = new HashMap<>();

    /** The sites that have tasks and no visitor. */
    private final PriorityQueue<Site> free =
            new PriorityQueue<>(Comparator.comparingLong((Site site) -> site.restsUntil));

    private int waiting;
    private int underWay;

    Frontier(Limits limits) {
        this.limits = limits;
    }

    /**
     * Accepts an address that is not known yet.
     *
     * @return why it was not accepted; empty when it was, and when it is known
     */
    Optional<Fate> offer(Task task) {
        String form = task.url().toString();
        if (known.contains(form)) {
            return Optional.empty();
        }
        Optional<Fate> refused = refused(task);
        if (refused.isEmpty()) {
            known.add(form);
            waiting++;
            Site site = sites.computeIfAbsent(task.url().site(), _ -> new Site());
            site.tasks.add(task);
            if (!site.visited && site.tasks.size() == 1) {
                free.add(site);
            }
        }
        return refused;
    }

    private Optional<Fate> refused(Task task) {
        if (task.redirects() > Limits.REDIRECTS) {
            return Optional.of(Fate.MANY_REDIRECTS);
        }
        if (task.depth() > limits.depth()) {
            return Optional.of(Fate.TOO_DEEP);
        }
        if (known.size() >= limits.pages()) {
            return Optional.of(Fate.ENOUGH);
        }
        return waiting >= limits.frontier() ? Optional.of(Fate.FRONTIER_FULL) : Optional.empty();
    }

    /** The next task of the site that has rested longest; empty while there is none. */
    Optional<Task> poll(long now) {
        if (untilReady(now) > 0) {
            return Optional.empty();
        }
        Site site = free.remove();
        site.visited = true;
        waiting--;
        underWay++;
        return Optional.of(site.tasks.remove());
    }

    /**
     * How long until {@link #poll} has a task, if nothing else happens; {@link Long#MAX_VALUE} when
     * something else must.
     */
    long untilReady(long now) {
        Site next = free.peek();
        return next == null ? Long.MAX_VALUE : Math.max(0, next.restsUntil - now);
    }

    /** Ends a visit. */
    void done(Task task, long restsUntil) {
        Site site = sites.get(task.url().site());
        if (site == null) {
            throw new IllegalArgumentException(task.url() + " has not been polled");
        }
        underWay--;
        site.visited = false;
        site.restsUntil = restsUntil;
        if (!site.tasks.isEmpty()) {
            free.add(site);
        }
    }

    /** Whether the crawl is over: nothing waits, and nothing is under way that could find more. */
    boolean isExhausted() {
        return waiting == 0 && underWay == 0;
    }
}
