package dev.tandem.core.explore.samples;

import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A program made of numbers: each thread has a list of operations on what all share. */
public final class RandomProgram {

    /** How many operations there are. */
    public static final int OPERATIONS = 14;

    private final ReentrantLock[] locks = {new ReentrantLock(), new ReentrantLock()};
    private final Condition condition = locks[0].newCondition();
    private final Object monitor = new Object();
    private final AtomicInteger atomic = new AtomicInteger();
    private final Semaphore semaphore = new Semaphore(1);
    private final int[] seen;
    private int x;
    private int y;
    private volatile int shared;

    private RandomProgram(int threads) {
        seen = new int[threads];
    }

    /**
     * @param program the number of threads, then the operations of each, all equally many
     * @return the state at the end
     */
    public static String run(int[] program) throws InterruptedException {
        int count = program[0];
        int length = (program.length - 1) / count;
        RandomProgram shared = new RandomProgram(count);
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            int me = i;
            int[] operations = Arrays.copyOfRange(program, 1 + i * length, 1 + (i + 1) * length);
            threads[i] = new Thread(() -> shared.runAll(me, operations));
        }
        for (Thread thread : threads) {
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return shared.x
                + " "
                + shared.y
                + " "
                + shared.shared
                + " "
                + shared.atomic
                + " "
                + Arrays.toString(shared.seen);
    }

    private void runAll(int me, int[] operations) {
        try {
            for (int operation : operations) {
                step(me, operation);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private void step(int me, int operation) throws InterruptedException {
        switch (operation) {
            case 0 -> under(locks[0], () -> x++);
            case 1 -> under(locks[1], () -> y = y * 2 + me);
            case 2 -> under(locks[0], () -> under(locks[1], () -> x += y));
            case 3 -> under(locks[1], () -> under(locks[0], () -> y += x));
            case 4 -> {
                synchronized (monitor) {
                    x += me;
                }
            }
            case 5 -> seen[me] = seen[me] * 7 + atomic.incrementAndGet();
            case 6 -> shared = me;
            case 7 -> seen[me] = seen[me] * 5 + shared;
            case 8 -> {
                if (locks[0].tryLock()) {
                    seen[me] += 100;
                    locks[0].unlock();
                }
            }
            case 9 -> {
                locks[0].lock();
                if (x == 0) {
                    condition.await();
                }
                x--;
                locks[0].unlock();
            }
            case 10 ->
                    under(
                            locks[0],
                            () -> {
                                x += 2;
                                condition.signal();
                            });
            case 11 -> {
                semaphore.acquire();
                y++;
                semaphore.release();
            }
            case 12 -> {
                synchronized (monitor) {
                    if (x == 0) {
                        monitor.wait();
                    }
                    y += 3;
                }
            }
            case 13 -> {
                synchronized (monitor) {
                    x += 3;
                    monitor.notify();
                }
            }
            default -> throw new IllegalArgumentException("operation " + operation);
        }
    }

    private static void under(ReentrantLock lock, Runnable section) {
        lock.lock();
        try {
            section.run();
        } finally {
            lock.unlock();
        }
    }
}
