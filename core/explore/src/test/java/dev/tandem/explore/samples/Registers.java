// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that read and write two volatile variables under a lock or not, simple enough to be
 * enumerated by hand.
 */
public final class Registers {

    /** The operations: read a or b, write one more than was read to a or b, lock, unlock. */
    public static final int READ_A = 0;

    public static final int READ_B = 1;
    public static final int WRITE_A = 2;
    public static final int WRITE_B = 3;
    public static final int LOCK = 4;
    public static final int UNLOCK = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile int a;
    private volatile int b;

    private Registers() {}

    /**
     * @param program the operations of two threads, half of them each
     * @return both variables at the end
     */
    public static String run(int[] program) throws InterruptedException {
        Registers registers = new Registers();
        int half = program.length / 2;
        Thread first = new Thread(() -> registers.runAll(Arrays.copyOf(program, half)));
        Thread second =
                new Thread(
                        () -> registers.runAll(Arrays.copyOfRange(program, half, program.length)));
        first.start();
        second.start();
        first.join();
        second.join();
        return registers.a + " " + registers.b;
    }

    private void runAll(int[] operations) {
        int register = 0;
        for (int operation : operations) {
            switch (operation) {
                case READ_A -> register = a;
                case READ_B -> register = b;
                case WRITE_A -> a = register + 1;
                case WRITE_B -> b = register + 1;
                case LOCK -> lock.lock();
                case UNLOCK -> lock.unlock();
                default -> throw new IllegalArgumentException("operation " + operation);
            }
        }
    }
}
