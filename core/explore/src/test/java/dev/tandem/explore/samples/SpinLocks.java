// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Locks that wait by going round a loop, as in the textbook of Herlihy and Shavit. Each program has
 * two threads count under one of them, and returns 2 whatever the schedule; those whose names begin
 * with {@code broken} do not.
 */
public final class SpinLocks {

    private static final int LONGEST_REST = 4;

    private SpinLocks() {}

    private interface SpinLock {
        void lock();

        void unlock();
    }

    private static int count(SpinLock lock) throws InterruptedException {
        int[] count = new int[1];
        Runnable increment =
                () -> {
                    lock.lock();
                    count[0]++;
                    lock.unlock();
                };
        two(increment, increment);
        return count[0];
    }

    /** Test and set. */
    private static class Flag implements SpinLock {
        final AtomicBoolean locked = new AtomicBoolean();

        @Override
        public void lock() {
            while (!locked.compareAndSet(false, true)) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void unlock() {
            locked.set(false);
        }
    }

    /** As {@link Flag}, without a word to those who schedule threads. */
    private static final class SilentFlag extends Flag {
        @Override
        public void lock() {
            while (!locked.compareAndSet(false, true)) {}
        }
    }

    /** Test and test-and-set. */
    private static final class LookingFlag extends Flag {
        @Override
        public void lock() {
            do {
                while (locked.get()) {
                    Thread.onSpinWait();
                }
            } while (locked.getAndSet(true));
        }
    }

    /** Looks, and then takes what may have been taken since. */
    private static final class LateFlag extends Flag {
        @Override
        public void lock() {
            while (locked.get()) {
                Thread.onSpinWait();
            }
            locked.set(true);
        }
    }

    /** Rests longer after each attempt, up to a limit. */
    private static final class RestingFlag extends Flag {
        @Override
        public void lock() {
            int rest = 1;
            while (!locked.compareAndSet(false, true)) {
                for (int i = 0; i < rest; i++) {
                    Thread.onSpinWait();
                }
                rest = Math.min(rest << 1, LONGEST_REST);
            }
        }
    }

    /** Is never given back. */
    private static final class KeptFlag extends Flag {
        @Override
        public void unlock() {}
    }

    private static class Tickets implements SpinLock {
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger served = new AtomicInteger();

        int draw() {
            return next.getAndIncrement();
        }

        @Override
        public final void lock() {
            int mine = draw();
            while (served.get() != mine) {
                Thread.onSpinWait();
            }
        }

        @Override
        public final void unlock() {
            served.set(served.get() + 1);
        }
    }

    /** Two threads may draw the same number. */
    private static final class DoubleTickets extends Tickets {
        @Override
        int draw() {
            int mine = next.get();
            next.set(mine + 1);
            return mine;
        }
    }

    private static final class Node {
        volatile boolean locked;
        volatile Node next;
    }

    /** The queue of Craig, Landin and Hagersten: each waits for the node before its own. */
    private static class Clh implements SpinLock {
        final AtomicReference<Node> tail = new AtomicReference<>(new Node());
        final ThreadLocal<Node> mine = ThreadLocal.withInitial(Node::new);

        @Override
        public void lock() {
            Node node = mine.get();
            node.locked = true;
            Node before = tail.getAndSet(node);
            while (before.locked) {}
        }

        @Override
        public final void unlock() {
            mine.get().locked = false;
            mine.set(new Node());
        }
    }

    /** Queues up before it says that it holds the lock. */
    private static final class LateClh extends Clh {
        @Override
        public void lock() {
            Node node = mine.get();
            Node before = tail.getAndSet(node);
            node.locked = true;
            while (before.locked) {}
        }
    }

    /** The queue of Mellor-Crummey and Scott: each waits for its own node. */
    private static class Mcs implements SpinLock {
        final AtomicReference<Node> tail = new AtomicReference<>();
        final ThreadLocal<Node> mine = ThreadLocal.withInitial(Node::new);

        @Override
        public final void lock() {
            Node node = mine.get();
            node.next = null;
            Node before = tail.getAndSet(node);
            if (before != null) {
                node.locked = true;
                before.next = node;
                while (node.locked) {}
            }
        }

        @Override
        public void unlock() {
            Node node = mine.get();
            if (node.next == null) {
                if (tail.compareAndSet(node, null)) {
                    return;
                }
                while (node.next == null) {}
            }
            node.next.locked = false;
        }
    }

    /** Does not wait for the successor that has queued up and not said so yet. */
    private static final class HastyMcs extends Mcs {
        @Override
        public void unlock() {
            Node node = mine.get();
            if (node.next == null) {
                tail.compareAndSet(node, null);
            } else {
                node.next.locked = false;
            }
        }
    }

    public static int flag() throws InterruptedException {
        return count(new Flag());
    }

    public static int silentFlag() throws InterruptedException {
        return count(new SilentFlag());
    }

    public static int brokenFlag() throws InterruptedException {
        return count(new KeptFlag());
    }

    public static int lookingFlag() throws InterruptedException {
        return count(new LookingFlag());
    }

    public static int brokenLookingFlag() throws InterruptedException {
        return count(new LateFlag());
    }

    public static int restingFlag() throws InterruptedException {
        return count(new RestingFlag());
    }

    public static int tickets() throws InterruptedException {
        return count(new Tickets());
    }

    public static int brokenTickets() throws InterruptedException {
        return count(new DoubleTickets());
    }

    public static int clh() throws InterruptedException {
        return count(new Clh());
    }

    public static int brokenClh() throws InterruptedException {
        return count(new LateClh());
    }

    public static int mcs() throws InterruptedException {
        return count(new Mcs());
    }

    public static int brokenMcs() throws InterruptedException {
        return count(new HastyMcs());
    }
}
