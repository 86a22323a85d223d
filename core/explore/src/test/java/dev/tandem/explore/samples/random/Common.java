// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What all threads of a {@link RandomProgram} share. */
final class Common {

    static final AtomicIntegerFieldUpdater<Common> HANDLED =
            AtomicIntegerFieldUpdater.newUpdater(Common.class, "handled");

    final ReentrantLock a = new ReentrantLock();
    final ReentrantLock b = new ReentrantLock();
    final ReentrantReadWriteLock shelf = new ReentrantReadWriteLock();
    final Condition condition = a.newCondition();
    final AtomicInteger atomic = new AtomicInteger();
    final AtomicIntegerArray atomics = new AtomicIntegerArray(2);
    final Semaphore semaphore = new Semaphore(1);
    final AtomicBoolean taken = new AtomicBoolean();
    final CountDownLatch latch = new CountDownLatch(1);
    final ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    final ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
    final List<Integer> list = new ArrayList<>();
    // None of these is of a class that is rewritten.
    final Object monitor = new Object();
    final int[] cells = new int[2];
    final StringBuffer text = new StringBuffer();
    final Object[] boxes = {Integer.valueOf(100_000), "interned", List.of(1, 2)};
    final char[] letters = {'a', 'b'};
    final Integer[] numbers = {1, 2};
    final List<Integer> view = Arrays.asList(numbers);
    final StringBuilder builder = new StringBuilder();
    final BitSet bits = new BitSet();
    final Map<Object, Integer> identities = new IdentityHashMap<>();
    final Node node = new Node();
    int x;
    int y;
    volatile int shared;
    volatile int handled;

    /** Whether somebody has come to its end, and waits for nobody. */
    volatile int ended;

    volatile Object box = monitor;

    /** A class whose initialiser runs when a thread first needs it. */
    static final class Lazy {
        static final Object KEY = new Object();
        static final int[] COUNTS = {0, 5};
        static int first = 7;

        private Lazy() {}

        static int next() {
            return ++first;
        }
    }

    /** A class whose initialiser has points of choice in it. */
    static final class Slow {
        static final AtomicInteger STEPS = new AtomicInteger();
        static int value = STEPS.incrementAndGet() + STEPS.incrementAndGet();

        private Slow() {}
    }

    /** An object that is copied while others may change it. */
    static final class Node implements Cloneable {
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
    enum Single {
        ONE,
        TWO;

        final int number = ++Lazy.first;
        int count;
    }

    /** An interface with state. */
    interface Shared {
        AtomicIntegerArray COUNTS = new AtomicIntegerArray(2);
        int FIRST = Lazy.next();
    }

    /** Two classes that number their objects by what they share. */
    static final class Left {
        final int id = ++Lazy.first;
    }

    static final class Right {
        final int id = Lazy.first *= 2;
    }

    /** All of it that can differ at the end. */
    String inWords() {
        return String.join(
                " ",
                x + "," + y + "," + shared,
                atomic + "" + atomics,
                queue + "" + map + list,
                Arrays.toString(cells) + text,
                Lazy.first + "," + Lazy.COUNTS[0],
                new String(letters) + numbers[0] + view.get(1),
                builder + "" + bits + node.value);
    }
}
