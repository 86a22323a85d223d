// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.random;

import java.util.Arrays;

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

    private final Common common = new Common();
    private final Operations locks = new Locks(common);
    private final Operations memory = new Memory(common);
    private final Operations threads = new Threads(common);
    private final Operations objects = new Objects(common);
    private final Operations unlikely = new Unlikely(common);
    private final Operations spins = new Spins(common);
    private final int[] results;
    private final boolean spinning;

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
        return String.join(" ", state.common.inWords(), Arrays.toString(state.results));
    }

    /** A list of operations with one more before the others. */
    public static int withFirst(int operation, int operations) {
        return operations * BASE + 1 + operation;
    }

    /** Whether a program parks or unparks threads itself. */
    public static boolean parks(int[] program) {
        return has(program, Threads.PARK, Threads.UNPARK + 1)
                || has(program, Unlikely.PARK_FOR_A_WHILE, Unlikely.PARK_FOR_A_WHILE + 1);
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
                int operation = rest % BASE - 1;
                seen =
                        operation < OPERATIONS
                                ? of(operation).step(me, operation, other, seen)
                                : spins.step(me, operation - OPERATIONS, other, seen);
            } catch (InterruptedException e) {
                seen = seen * 31 + 17;
            }
        }
        results[me] = seen;
        if (spinning) {
            common.ended = 1;
        }
    }

    private Operations of(int operation) {
        return operation < 20
                ? locks
                : operation < 38
                        ? memory
                        : operation < 63 || operation == 88
                                ? threads
                                : operation < 89 ? objects : unlikely;
    }
}
