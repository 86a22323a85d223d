// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.objectweb.asm.ByteVector;

/** Programs that go wrong in code that several places call, and in what several threads share. */
public final class Helpers {

    private Helpers() {}

    /** What both threads do, on a thread of its own and on the first. */
    private static void twice(Runnable task) throws InterruptedException {
        Thread other = new Thread(task, "other");
        other.start();
        task.run();
        other.join();
    }

    private abstract static class Counter {
        private int count;

        void increment() {
            count++;
        }
    }

    private static final class Visits extends Counter {}

    public static void helper() throws InterruptedException {
        Counter visits = new Visits();
        twice(() -> visits.increment());
    }

    public static void oneOfTwo() throws InterruptedException {
        Counter unused = new Visits();
        Counter visits = new Visits();
        unused.increment();
        twice(visits::increment);
    }

    private static final class Ring {
        private final int[] data = new int[4];

        void set(int index) {
            data[index + 1]++;
        }
    }

    public static void elementOfAField() throws InterruptedException {
        Ring ring = new Ring();
        twice(() -> ring.set(1));
    }

    public static void elementOfALocal() throws InterruptedException {
        int[] hits = {0};
        twice(() -> hits[0]++);
    }

    private static int[] some(int[] array) {
        return array;
    }

    public static void elementOfAnArray() throws InterruptedException {
        int[] hits = {0, 0};
        twice(() -> some(hits)[1]++);
    }

    private static final class Account {
        private final ReentrantLock lock = new ReentrantLock();

        void transfer(Account to) {
            lock.lock();
            to.take();
        }

        private void take() {
            lock.lock();
        }
    }

    public static void deadlock() throws InterruptedException {
        Account one = new Account();
        Account other = new Account();
        Thread thread = new Thread(() -> one.transfer(other), "thread");
        thread.start();
        other.transfer(one);
        thread.join();
    }

    public static void queue() throws InterruptedException {
        ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        queue.put(1);
        queue.put(2);
    }

    public static void library() throws InterruptedException {
        ByteVector bytes = new ByteVector();
        twice(() -> bytes.putByte(1));
    }

    private static final class Cell {
        synchronized void cross(Cell to) {
            to.touch();
        }

        synchronized void touch() {
            // To enter it is all.
        }
    }

    public static void crossing() throws InterruptedException {
        Cell one = new Cell();
        Cell other = new Cell();
        Thread thread = new Thread(() -> one.cross(other), "thread");
        thread.start();
        other.cross(one);
        thread.join();
    }

    /** Its operations do what matters in a helper. */
    public static final class Tally {
        private final int[] counts = new int[2];

        private void bump(int index) {
            counts[index]++;
        }

        public int add() {
            bump(1);
            return 0;
        }
    }
}
