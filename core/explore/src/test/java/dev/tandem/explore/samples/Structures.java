// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import dev.tandem.explore.linearizable.LeftOut;
import dev.tandem.explore.linearizable.OneThread;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Objects that threads share, in pairs: one that is right, and one that is nearly right. */
public final class Structures {

    private Structures() {}

    public static final class RightCounter {
        private final AtomicInteger value = new AtomicInteger();

        public int increment() {
            return value.incrementAndGet();
        }

        public int get() {
            return value.get();
        }
    }

    public static final class BrokenCounter {
        private volatile int value;

        @SuppressWarnings("NonAtomicVolatileUpdate") // that is what is wrong with it
        public int increment() {
            return ++value;
        }

        public int get() {
            return value;
        }
    }

    private record Node(int value, @Nullable Node next) {}

    /** The stack of Treiber (1986). */
    public static final class RightStack {
        private final AtomicReference<@Nullable Node> top = new AtomicReference<>();

        public void push(int value) {
            Node before;
            do {
                before = top.get();
            } while (!top.compareAndSet(before, new Node(value, before)));
        }

        public @Nullable Integer pop() {
            while (true) {
                Node before = top.get();
                if (before == null) {
                    return null;
                }
                if (top.compareAndSet(before, before.next)) {
                    return before.value;
                }
            }
        }
    }

    public static final class BrokenStack {
        private final AtomicReference<@Nullable Node> top = new AtomicReference<>();

        public void push(int value) {
            Node before;
            do {
                before = top.get();
            } while (!top.compareAndSet(before, new Node(value, before)));
        }

        public @Nullable Integer pop() {
            Node before = top.get();
            if (before == null) {
                return null;
            }
            top.set(before.next);
            return before.value;
        }
    }

    private static final class Link {
        final int value;
        final AtomicReference<@Nullable Link> next = new AtomicReference<>();

        Link(int value) {
            this.value = value;
        }
    }

    /** The queue of Michael and Scott (1996). */
    public static final class RightQueue {
        private final AtomicReference<Link> head = new AtomicReference<>(new Link(0));
        private final AtomicReference<Link> tail = new AtomicReference<>(head.get());

        public void add(int value) {
            Link added = new Link(value);
            while (true) {
                Link last = tail.get();
                Link next = last.next.get();
                if (next != null) {
                    tail.compareAndSet(last, next);
                } else if (last.next.compareAndSet(null, added)) {
                    tail.compareAndSet(last, added);
                    return;
                }
            }
        }

        public @Nullable Integer poll() {
            while (true) {
                Link first = head.get();
                Link last = tail.get();
                Link next = first.next.get();
                if (next == null) {
                    return null;
                }
                if (first == last) {
                    tail.compareAndSet(last, next);
                } else if (head.compareAndSet(first, next)) {
                    return next.value;
                }
            }
        }
    }

    /** Whoever adds looks for the end, and then appends to it whoever was there meanwhile. */
    public static final class BrokenQueue {
        private final AtomicReference<Link> head = new AtomicReference<>(new Link(0));

        public void add(int value) {
            Link last = head.get();
            for (Link next = last; next != null; next = next.next.get()) {
                last = next;
            }
            last.next.set(new Link(value));
        }

        public @Nullable Integer poll() {
            while (true) {
                Link first = head.get();
                Link next = first.next.get();
                if (next == null) {
                    return null;
                }
                if (head.compareAndSet(first, next)) {
                    return next.value;
                }
            }
        }
    }

    public static final class RightMap {
        private final Map<Integer, Integer> values = new HashMap<>();

        public synchronized @Nullable Integer get(int key) {
            return values.get(key);
        }

        public synchronized int count(int key) {
            return values.merge(key, 1, Integer::sum);
        }

        public synchronized @Nullable Integer remove(int key) {
            return values.remove(key);
        }
    }

    public static final class BrokenMap {
        private final Map<Integer, Integer> values = new ConcurrentHashMap<>();

        public @Nullable Integer get(int key) {
            return values.get(key);
        }

        public int count(int key) {
            int next = values.getOrDefault(key, 0) + 1;
            values.put(key, next);
            return next;
        }

        public @Nullable Integer remove(int key) {
            return values.remove(key);
        }
    }

    /** Who takes from it waits for something, at most for a moment or for ever. */
    public static final class RightBuffer {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition filled = lock.newCondition();
        private final Deque<Integer> items = new ArrayDeque<>();

        public void put(int item) {
            lock.lock();
            try {
                items.add(item);
                filled.signal();
            } finally {
                lock.unlock();
            }
        }

        public int take() throws InterruptedException {
            lock.lock();
            try {
                while (items.isEmpty()) {
                    filled.await();
                }
                return items.remove();
            } finally {
                lock.unlock();
            }
        }

        public @Nullable Integer poll() throws InterruptedException {
            lock.lock();
            try {
                long left = TimeUnit.MILLISECONDS.toNanos(1);
                while (items.isEmpty() && left > 0) {
                    left = filled.awaitNanos(left);
                }
                return items.poll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Asks but once whether there is something to take. */
    public static final class BrokenBuffer {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition filled = lock.newCondition();
        private final Deque<Integer> items = new ArrayDeque<>();

        public void put(int item) {
            lock.lock();
            try {
                items.add(item);
                filled.signal();
            } finally {
                lock.unlock();
            }
        }

        public int take() throws InterruptedException {
            lock.lock();
            try {
                if (items.isEmpty()) {
                    filled.await();
                }
                return items.remove();
            } finally {
                lock.unlock();
            }
        }
    }

    /** An exception is a result. */
    public static final class Throwing {
        private final Deque<Integer> items = new ArrayDeque<>();

        public synchronized void push(int item) {
            items.push(item);
        }

        public synchronized int pop() {
            if (items.isEmpty()) {
                throw new NoSuchElementException();
            }
            return items.pop();
        }
    }

    /** Right only as long as nobody calls what is left out, and one thread takes. */
    public static final class Restricted {
        private final AtomicReference<Link> head = new AtomicReference<>(new Link(0));
        private final AtomicReference<Link> tail = new AtomicReference<>(head.get());

        public synchronized void add(int value) {
            Link added = new Link(value);
            tail.get().next.set(added);
            tail.set(added);
        }

        @OneThread("consumer")
        public @Nullable Integer poll() {
            Link next = head.get().next.get();
            if (next == null) {
                return null;
            }
            head.set(next);
            return next.value;
        }

        @LeftOut
        public void clear() {
            head.set(tail.get());
        }

        public void addAll(Iterable<Integer> values) {
            values.forEach(this::add);
        }
    }

    /** Two operations that take two locks in two orders. */
    public static final class Circle {
        private final Object one = new Object();
        private final Object two = new Object();

        public void there() {
            synchronized (one) {
                synchronized (two) {
                    return;
                }
            }
        }

        public void back() {
            synchronized (two) {
                synchronized (one) {
                    return;
                }
            }
        }
    }

    /** Nothing orders what its threads do, though nothing comes of that. */
    public static final class Racing {
        private int value;

        public void set() {
            value = 1;
        }

        @LeftOut
        public int get() {
            return value;
        }
    }

    /** The threads that add up are none that the explorer has started. */
    public static final class Parallel {
        public int sum() {
            int[] sums = {1, 1};
            Arrays.parallelPrefix(sums, Integer::sum);
            return sums[1];
        }
    }

    public static final class WithoutConstructor {
        private final int capacity;

        public WithoutConstructor(int capacity) {
            this.capacity = capacity;
        }

        public int capacity() {
            return capacity;
        }
    }
}
