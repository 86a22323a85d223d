// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.SplittableRandom;

/**
 * A walk through memory on which each step waits for the one before: what is read says where to
 * read next. No processor can run ahead, and since the order is random, none can guess. So a step
 * takes as long as it takes to fetch one line.
 *
 * <p>The memory is used first by the thread that makes it: on a machine with several nodes it is
 * that of its node.
 */
final class Chase {

    /** Bytes that travel together, on nearly every processor there is. */
    static final int LINE = 64;

    private static final int INTS = LINE / Integer.BYTES;

    private final IntBuffer memory;

    /**
     * @param bytes a multiple of a line
     */
    Chase(int bytes) {
        memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asIntBuffer();
    }

    /**
     * Makes one round trip of so many lines, in random order, by Sattolo's algorithm: exchanges
     * that leave a single cycle.
     *
     * @throws InterruptedException when interrupted
     */
    void link(int lines) throws InterruptedException {
        for (int i = 0; i < lines; i++) {
            memory.put(i * INTS, i * INTS);
        }
        var random = new SplittableRandom(lines);
        for (int i = lines - 1; i > 0; i--) {
            if (i % 4096 == 0 && Thread.interrupted()) {
                throw new InterruptedException();
            }
            int other = random.nextInt(i);
            int there = memory.get(i * INTS);
            memory.put(i * INTS, memory.get(other * INTS));
            memory.put(other * INTS, there);
        }
    }

    /** Walks so many steps from a line on; returns where they end. */
    int walk(int from, int steps) {
        int at = from;
        for (int i = 0; i < steps; i++) {
            at = memory.get(at);
        }
        return at;
    }

    /** How long a step takes, in nanoseconds: the best of some walks. */
    double step(int steps) throws InterruptedException {
        int at = walk(0, steps);
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long start = System.nanoTime();
            at = walk(at, steps);
            best = Math.min(best, System.nanoTime() - start);
        }
        return (double) best / steps;
    }
}
