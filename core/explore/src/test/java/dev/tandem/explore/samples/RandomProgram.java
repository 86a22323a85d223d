// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A program made of numbers: each thread has a list of operations on what all share. What a thread
 * has read it keeps to itself until its end, in local variables, which are no points of choice.
 */
public final class RandomProgram {

    /** How many operations there are. */
    public static final int OPERATIONS = 97;

    /** How many there are in addition that wait by going round a loop. */
    public static final int SPINS = 10;

    /** The base of the numbers that operations are the digits of. */
    public static final int BASE = 1000;

    private static final int PARK = 53;
    private static final int UNPARK = 54;
    private static final int PARK_FOR_A_WHILE = 94;
    private static final int MILLI = 1_000_000;

    private static final AtomicIntegerFieldUpdater<RandomProgram> HANDLED =
            AtomicIntegerFieldUpdater.newUpdater(RandomProgram.class, "handled");

    private static final Field X = field("x");
    private static final Field SHARED = field("shared");

    private final ReentrantLock a = new ReentrantLock();
    private final ReentrantLock b = new ReentrantLock();
    private final ReentrantReadWriteLock shelf = new ReentrantReadWriteLock();
    private final Condition condition = a.newCondition();
    private final AtomicInteger atomic = new AtomicInteger();
    private final AtomicIntegerArray atomics = new AtomicIntegerArray(2);
    private final Semaphore semaphore = new Semaphore(1);
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    private final ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
    private final List<Integer> list = new ArrayList<>();
    // None of these is of a class that is rewritten.
    private final Object monitor = new Object();
    private final int[] cells = new int[2];
    private final StringBuffer text = new StringBuffer();
    private final Object[] boxes = {Integer.valueOf(100_000), "interned", List.of(1, 2)};
    private final char[] letters = {'a', 'b'};
    private final Integer[] numbers = {1, 2};
    private final List<Integer> view = Arrays.asList(numbers);
    private final StringBuilder builder = new StringBuilder();
    private final BitSet bits = new BitSet();
    private final Map<Object, Integer> identities = new IdentityHashMap<>();
    private final Node node = new Node();
    private final int[] results;
    private final boolean spinning;
    private int x;
    private int y;
    private volatile int shared;
    private volatile int handled;

    /** Whether somebody has come to its end, and waits for nobody. */
    private volatile int ended;

    private volatile Object box = monitor;

    /** A class whose initialiser runs when a thread first needs it. */
    private static final class Lazy {
        static final Object KEY = new Object();
        static final int[] COUNTS = {0, 5};
        static int first = 7;

        private Lazy() {}

        static int next() {
            return ++first;
        }
    }

    /** A class whose initialiser has points of choice in it. */
    private static final class Slow {
        static final AtomicInteger STEPS = new AtomicInteger();
        static int value = STEPS.incrementAndGet() + STEPS.incrementAndGet();

        private Slow() {}
    }

    /** An object that is copied while others may change it. */
    private static final class Node implements Cloneable {
        int value = 1;

        @Override
        public Node clone() {
            try {
                return (Node) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** An enum with state, whose constants are numbered by what others count too. */
    private enum Single {
        ONE,
        TWO;

        final int number = ++Lazy.first;
        int count;
    }

    /** An interface with state. */
    private interface Shared {
        AtomicIntegerArray COUNTS = new AtomicIntegerArray(2);
        int FIRST = Lazy.next();
    }

    /** Two classes that number their objects by what they share. */
    private static final class Left {
        final int id = ++Lazy.first;
    }

    private static final class Right {
        final int id = Lazy.first *= 2;
    }

    private RandomProgram(int threads, boolean spinning) {
        results = new int[threads];
        this.spinning = spinning;
    }

    /**
     * @param program the operations of each thread, the first of them first, as digits of a number
     *     to {@link #BASE}, each one more than the operation; the first thread is the main one
     * @return the state at the end
     */
    public static String run(int[] program) throws InterruptedException {
        RandomProgram state = new RandomProgram(program.length, spins(program));
        Thread main = Thread.currentThread();
        Thread[] threads = new Thread[program.length];
        for (int i = 1; i < program.length; i++) {
            int me = i;
            int operations = program[i];
            threads[i] = new Thread(() -> state.runAll(me, operations, main));
        }
        for (int i = 1; i < program.length; i++) {
            threads[i].start();
        }
        state.runAll(0, program[0], threads[program.length - 1]);
        for (int i = 1; i < program.length; i++) {
            join(threads[i]);
        }
        return String.join(
                " ",
                state.x + "," + state.y + "," + state.shared,
                state.atomic + "" + state.atomics,
                state.queue + "" + state.map + state.list,
                Arrays.toString(state.cells) + state.text,
                Lazy.first + "," + Lazy.COUNTS[0],
                new String(state.letters) + state.numbers[0] + state.view.get(1),
                state.builder + "" + state.bits + state.node.value,
                Arrays.toString(state.results));
    }

    /** Whether a program parks or unparks threads itself. */
    public static boolean parks(int[] program) {
        return has(program, PARK, UNPARK + 1)
                || has(program, PARK_FOR_A_WHILE, PARK_FOR_A_WHILE + 1);
    }

    private static boolean spins(int[] program) {
        return has(program, OPERATIONS, OPERATIONS + SPINS);
    }

    private static boolean has(int[] program, int from, int to) {
        for (int operations : program) {
            for (int rest = operations; rest != 0; rest /= BASE) {
                int operation = rest % BASE - 1;
                if (operation >= from && operation < to) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Somebody may have interrupted the main thread. */
    private static void join(Thread thread) throws InterruptedException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.join();
        }
    }

    private void runAll(int me, int operations, Thread other) {
        int seen = 1;
        for (int rest = operations; rest != 0; rest /= BASE) {
            try {
                seen = step(me, rest % BASE - 1, other, seen);
            } catch (InterruptedException e) {
                seen = seen * 31 + 17;
            }
        }
        results[me] = seen;
        if (spinning) {
            ended = 1;
        }
    }

    private int step(int me, int operation, Thread other, int seen) throws InterruptedException {
        return operation < 20
                ? locks(me, operation, seen)
                : operation < 38
                        ? memory(me, operation, other, seen)
                        : operation < 63 || operation == 88
                                ? threads(me, operation, other, seen)
                                : operation < 89
                                        ? objects(me, operation, seen)
                                        : operation < OPERATIONS
                                                ? unlikely(me, operation, seen)
                                                : spins(me, operation - OPERATIONS, seen);
    }

    private int locks(int me, int operation, int seen) throws InterruptedException {
        switch (operation) {
            case 0 -> under(a, () -> x++);
            case 1 -> under(b, () -> y = y * 2 + me);
            case 2 -> under(a, () -> under(b, () -> x += y));
            case 3 -> under(b, () -> under(a, () -> y += x));
            case 4 -> {
                if (a.tryLock()) {
                    a.unlock();
                    return seen + 100;
                }
            }
            case 5 -> {
                a.lockInterruptibly();
                try {
                    if (x == 0) {
                        condition.await();
                    }
                    x--;
                } finally {
                    a.unlock();
                }
            }
            case 6 ->
                    under(
                            a,
                            () -> {
                                x += 2;
                                condition.signal();
                            });
            case 7 -> under(a, condition::signalAll);
            case 8 -> {
                a.lock();
                try {
                    return seen * 3 + (condition.awaitNanos(MILLI) > 0 ? 1 : 2);
                } finally {
                    a.unlock();
                }
            }
            case 9 -> {
                semaphore.acquire();
                y++;
                semaphore.release();
            }
            case 10 -> {
                return seen * 3 + (semaphore.tryAcquire() ? 1 : 2);
            }
            case 11 -> semaphore.release();
            case 12 -> under(shelf.readLock(), () -> {});
            case 13 -> under(shelf.writeLock(), () -> x = x * 3 + me);
            case 14 -> latch.countDown();
            case 15 -> latch.await();
            case 16 -> {
                return seen * 3 + (queue.offer(me) ? 1 : 2);
            }
            case 17 -> {
                return seen * 3 + queue.take();
            }
            case 18 -> map.merge(1, me + 1, Integer::sum);
            case 19 -> {
                return seen * 3 + map.getOrDefault(1, 5);
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }

    private int memory(int me, int operation, Thread other, int seen) {
        switch (operation) {
            case 20 -> x = x * 2 + me;
            case 21 -> {
                return seen * 7 + x;
            }
            case 22 -> shared = me + 1;
            case 23 -> {
                return seen * 5 + shared;
            }
            case 24 -> {
                return seen * 5 + atomic.incrementAndGet();
            }
            case 25 -> {
                return seen * 5 + (atomic.compareAndSet(0, 3) ? 1 : 2);
            }
            case 26 -> {
                return seen * 5 + atomics.addAndGet(me & 1, 1);
            }
            case 27 -> atomics.set(0, me + 5);
            case 28 -> cells[me & 1] += cells[0] + 1;
            case 29 -> {
                return seen * 5 + cells[1];
            }
            case 30 -> System.arraycopy(cells, 0, cells, 1, 1);
            case 31 -> Arrays.fill(cells, me + 3);
            case 32 -> text.append(me);
            case 33 -> {
                return seen * 5 + text.length();
            }
            case 34 -> list.add(me);
            case 35 -> {
                return seen * 5 + list.size();
            }
            case 36 -> {
                return seen * 5 + Lazy.next();
            }
            case 37 -> {
                synchronized (Lazy.KEY) {
                    Lazy.COUNTS[0] += me + 1;
                }
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }

    private int threads(int me, int operation, Thread other, int seen) throws InterruptedException {
        switch (operation) {
            case 38 -> {
                synchronized (monitor) {
                    x += me;
                }
            }
            case 39 -> {
                synchronized (monitor) {
                    if (x == 0) {
                        monitor.wait();
                    }
                    y += 3;
                }
            }
            case 40 -> {
                synchronized (monitor) {
                    x += 3;
                    monitor.notify();
                }
            }
            case 41 -> {
                synchronized (monitor) {
                    monitor.notifyAll();
                }
            }
            case 42 -> {
                synchronized (monitor) {
                    monitor.wait(1);
                }
            }
            case 43 -> {
                synchronized (cells) {
                    synchronized (RandomProgram.class) {
                        return seen + 1;
                    }
                }
            }
            case 44 -> {
                synchronized (RandomProgram.class) {
                    synchronized (cells) {
                        return seen + 2;
                    }
                }
            }
            case 45 -> {
                synchronized (boxes[0]) {
                    synchronized (boxes[1]) {
                        return seen + 3;
                    }
                }
            }
            case 46 -> {
                synchronized (boxes[1]) {
                    synchronized (boxes[2]) {
                        return seen + 4;
                    }
                }
            }
            case 47 -> {
                synchronized (boxes[2]) {
                    synchronized (boxes[0]) {
                        return seen + 5;
                    }
                }
            }
            case 48 -> box = new Object();
            case 49 -> {
                synchronized (box) {
                    y = y * 2 + me;
                }
            }
            case 50 -> other.interrupt();
            case 51 -> {
                return seen * 3 + (Thread.interrupted() ? 1 : 2);
            }
            case 52 -> Thread.sleep(1);
            case PARK -> LockSupport.park();
            case UNPARK -> LockSupport.unpark(other);
            case 55 -> {
                if (x + y + shared > 2) {
                    throw new IllegalStateException("too much");
                }
            }
            case 56 -> {
                for (int i = 0; i < 2 && shared == 0; i++) {
                    Thread.yield();
                }
            }
            case 88 -> {
                return seen * 11 + other.getState().ordinal();
            }
            case 57 -> {
                return seen * 3 + (other.isAlive() ? 1 : 2);
            }
            case 58 -> {
                other.join(1);
                return seen * 3 + (other.isAlive() ? 1 : 2);
            }
            case 59 -> new Thread(() -> y += 5).start();
            case 60 -> {
                return seen * 5 + new Thread(() -> {}).getName().charAt(7);
            }
            case 61 -> {
                return seen * 5 + Slow.value;
            }
            case 62 -> {
                return seen * 5 + (HANDLED.compareAndSet(this, 0, me + 1) ? 1 : handled);
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }

    /** What methods of the JDK that nobody has rewritten do with what they are handed. */
    private int objects(int me, int operation, int seen) {
        switch (operation) {
            case 63 -> letters[me & 1] = (char) ('c' + me);
            case 64 -> {
                return seen * 5 + String.valueOf(letters).charAt(1);
            }
            case 65 -> {
                return seen * 5 + new String(letters).charAt(0);
            }
            case 66 -> {
                return seen * 5 + letters.clone()[1];
            }
            case 67 -> builder.append(me);
            case 68 -> builder.append(letters);
            case 69 -> {
                return seen * 5 + ("" + builder).length();
            }
            case 70 -> {
                return seen * 5 + String.format("%s", builder).length();
            }
            case 71 -> bits.set(me);
            case 72 -> {
                return seen * 5 + bits.cardinality();
            }
            case 73 -> numbers[0] = me + 5;
            case 74 -> view.set(0, me + 7);
            case 75 -> {
                return seen * 5 + view.get(0);
            }
            case 76 -> {
                return seen * 5 + List.of(numbers).get(0);
            }
            case 77 -> node.value = me + 2;
            case 78 -> {
                return seen * 5 + node.clone().value;
            }
            case 79 -> {
                Node copy = node.clone();
                copy.value += me;
                synchronized (copy) {
                    node.value = copy.value;
                }
            }
            case 80 -> identities.put(new Object(), me + 1);
            case 81 -> {
                int sum = 0;
                for (int value : identities.values()) {
                    sum += value;
                }
                return seen * 5 + sum;
            }
            case 82 -> {
                return seen * 5 + ++Single.ONE.count;
            }
            case 83 -> {
                return seen * 5 + Single.TWO.number;
            }
            case 84 -> {
                return seen * 5 + Shared.COUNTS.incrementAndGet(me & 1);
            }
            case 85 -> {
                return seen * 5 + Shared.FIRST;
            }
            case 86 -> {
                return seen * 5 + new Left().id;
            }
            case 87 -> {
                return seen * 5 + new Right().id;
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }

    /** Accesses by reflection, what can fail for no reason, and waits whose time can be up. */
    private int unlikely(int me, int operation, int seen) throws InterruptedException {
        switch (operation) {
            case 89 -> {
                return seen * 5 + read(SHARED);
            }
            case 90 -> {
                return seen * 5 + read(X);
            }
            case 91 -> write(X, me + 4);
            case 92 -> {
                return seen * 5 + (atomic.weakCompareAndSetVolatile(0, me + 4) ? 1 : 2);
            }
            case 93 -> {
                return seen * 3 + (semaphore.tryAcquire(MILLI, NANOSECONDS) ? 1 : 2);
            }
            case PARK_FOR_A_WHILE -> LockSupport.parkNanos(MILLI);
            case 95 -> {
                return seen * 3 + Objects.requireNonNullElse(queue.poll(MILLI, NANOSECONDS), 2);
            }
            case 96 -> {
                long before = System.nanoTime();
                synchronized (monitor) {
                    return seen * 3 + (System.nanoTime() > before ? 1 : 2);
                }
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
        return seen;
    }

    private static Field field(String name) {
        try {
            return RandomProgram.class.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private int read(Field field) {
        try {
            return field.getInt(this);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private void write(Field field, int value) {
        try {
            field.setInt(this, value);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits by going round a loop; what another does before its end lets it out. */
    private int spins(int me, int operation, int seen) {
        switch (operation) {
            case 0 -> {
                while (true) {
                    a.lock();
                    try {
                        if (x + shared + ended != 0) {
                            return seen * 3 + x;
                        }
                    } finally {
                        a.unlock();
                    }
                }
            }
            case 1 -> {
                int rounds = 0;
                while (shared == 0 && ended == 0) {
                    rounds++;
                }
                return seen * 3 + shared;
            }
            case 2 -> {
                int value;
                do {
                    value = atomic.get();
                } while ((value == 0 || !atomic.compareAndSet(value, value + 3)) && ended == 0);
                return seen * 5 + value;
            }
            case 3 -> {
                while (ended == 0) {
                    if (b.tryLock()) {
                        try {
                            if (y != 0) {
                                return seen * 3 + y;
                            }
                        } finally {
                            b.unlock();
                        }
                    }
                }
            }
            case 4 -> {
                boolean found = false;
                while (!found && ended == 0) {
                    synchronized (monitor) {
                        found = x != 0;
                    }
                }
                return seen * 3 + (found ? 1 : 2);
            }
            case 5 -> {
                int found = 0;
                while (found == 0 && ended == 0) {
                    for (int cell : new int[] {0, 1}) {
                        found += cells[cell];
                    }
                }
                return seen * 3 + found;
            }
            case 6 -> {
                return seen * 5 + (a.isLocked() ? 1 : 2) + (a.isLocked() ? 2 : 4);
            }
            case 7 -> {
                int rounds = 0;
                while (shared == 0 && ended == 0) {
                    rounds++;
                }
                return seen * 5 + shared * 3 + Math.min(rounds, 2);
            }
            case 8 -> {
                int left = 3;
                while (shared == 0 && ended == 0 && left > 0) {
                    left--;
                }
                return seen * 7 + shared * 4 + left;
            }
            case 9 -> {
                int spins = 1;
                while (!taken.compareAndSet(false, true)) {
                    spins = spins | 2;
                    Thread.onSpinWait();
                }
                x += 2;
                taken.set(false);
                return seen * 5 + spins;
            }
            default -> throw new IllegalArgumentException("loop " + operation);
        }
        return seen;
    }

    private static void under(java.util.concurrent.locks.Lock lock, Runnable section) {
        lock.lock();
        try {
            section.run();
        } finally {
            lock.unlock();
        }
    }
}
