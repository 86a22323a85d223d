// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import dev.tandem.spi.evidence.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A crawl that any number of workers share: each takes a task, visits it without the lock, and
 * files what was found. It is over when no task waits and none is under way, for only one that is
 * under way can find another. Keeps the normal forms of addresses and no content.
 *
 * <p>Every address is visited once at most, and counts with the depth at which it was found first:
 * near the limit of the depth, which pages are reached may depend on which worker was faster.
 */
public final class Crawl {

    /** Visits a page; the place to watch a crawl. */
    @FunctionalInterface
    public interface Visits {
        Visit visit(Task task) throws InterruptedException;
    }

    private final ReentrantLock lock;
    private final Condition changed;
    private final Limits limits;
    private final Predicate<Url> scope;
    private final LongSupplier clock;
    private final long start;
    private final Frontier frontier;
    private final Visits visits;
    private final Summary summary = new Summary();
    private final Map<Url, Url> redirects = new HashMap<>();

    /**
     * @param lock guards all that the workers share
     * @param scope where the crawl may go
     * @param clock in nanoseconds
     */
    public Crawl(
            ReentrantLock lock,
            Limits limits,
            Predicate<Url> scope,
            LongSupplier clock,
            Visits visits) {
        this.lock = lock;
        this.changed = lock.newCondition();
        this.limits = limits;
        this.scope = scope;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.frontier = new Frontier(limits);
        this.visits = visits;
    }

    /** Where to begin. */
    public void seed(Url url) {
        lock.lock();
        try {
            find(new Task(url, 0, 0));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a page that may be visited now, visits it, and files what was found.
     *
     * @return whether there was one; if not, the crawl is over
     */
    public boolean step() throws InterruptedException {
        Optional<Task> task = next();
        if (task.isEmpty()) {
            return false;
        }
        file(visits.visit(task.get()));
        return true;
    }

    /** Takes steps until the crawl is over. */
    public void run() throws InterruptedException {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    private Optional<Task> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!frontier.isExhausted()) {
                Optional<Task> task = frontier.poll(now());
                if (task.isPresent()) {
                    return task;
                }
                long _ = changed.awaitNanos(frontier.untilReady(now()));
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void file(Visit visit) {
        lock.lock();
        try {
            Fate fate = closesCircle(visit) ? Fate.CIRCLE : visit.fate();
            summary.add(fate, visit.bytes(), visit.task().url().toString());
            visit.findings().forEach(found -> summary.add(found.fate(), 0, found.where()));
            visit.links().forEach(link -> find(visit.next(link)));
            long rest = Math.round(visit.took().toNanos() * limits.politeness());
            frontier.done(visit.task(), now() + Math.max(rest, visit.delay().toNanos()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void find(Task task) {
        if (scope.test(task.url())) {
            frontier.offer(task)
                    .ifPresent(refused -> summary.add(refused, 0, task.url().toString()));
        } else {
            summary.add(Fate.OTHER_SITE, 0, task.url().toString());
        }
    }

    /** Whether a redirect leads back to itself by way of others; of each circle one does. */
    private boolean closesCircle(Visit visit) {
        if (visit.fate() != Fate.REDIRECT) {
            return false;
        }
        Url from = visit.task().url();
        Url to = visit.links().getFirst();
        redirects.put(from, to);
        for (int i = 0; i <= Limits.REDIRECTS && !to.equals(from); i++) {
            to = redirects.getOrDefault(to, to);
        }
        return to.equals(from);
    }

    private long now() {
        return clock.getAsLong() - start;
    }

    /** How many came to this. */
    public int count(Fate fate) {
        lock.lock();
        try {
            return summary.count(fate);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a fault or a limit may have kept pages from the crawl. */
    public boolean hasLoss() {
        lock.lock();
        try {
            return summary.hasLoss();
        } finally {
            lock.unlock();
        }
    }

    /** What the crawl has met, a row for each kind. */
    public Table table() {
        lock.lock();
        try {
            return summary.table();
        } finally {
            lock.unlock();
        }
    }
}
