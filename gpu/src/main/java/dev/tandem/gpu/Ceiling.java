// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.spi.KernelWork.Program;
import java.util.function.Supplier;

/**
 * What a device can do at its best, measured on it: a share of these figures says more of a kernel
 * than a time.
 *
 * @param bandwidth bytes a second through its memory, read and written, of a copy within it
 * @param operations floating point operations a second, of a kernel of fused multiply-adds alone
 * @param launch nanoseconds from asking for a kernel that does nothing until it began
 */
record Ceiling(double bandwidth, double operations, double launch) {

    private static final int ROUNDS = 5;

    /** Work items of the kernel of multiply-adds for each compute unit, several times its fill. */
    private static final int ITEMS_FOR_UNIT = 1 << 13;

    /** Of the loop of each of them. */
    private static final int TURNS = 256;

    /** Multiply-adds in a turn: four vectors of sixteen; each is two operations. */
    private static final double OPERATIONS_IN_TURN = 2.0 * 4 * 16;

    private static final String NOTHING = "kernel void nothing(int unused) {}";

    // Four chains that do not wait for each other hide the latency of one.
    private static final String MULTIPLY_ADDS =
            """
            kernel void multiply_adds(int turns, float factor, global float *result) {
                float16 a = (float) get_global_id(0);
                float16 b = a + 1.0f, c = a + 2.0f, d = a + 3.0f, f = factor;
                for (int i = 0; i < turns; i++) {
                    a = fma(a, f, f);
                    b = fma(b, f, f);
                    c = fma(c, f, f);
                    d = fma(d, f, f);
                }
                float16 sum = a + b + c + d;
                result[get_global_id(0)] = dot(sum.s0123, sum.s4567) + dot(sum.s89ab, sum.scdef);
            }
            """;

    /**
     * The best of several rounds each.
     *
     * @param bytes of the buffer that is copied
     */
    static Ceiling of(Device device, long bytes) throws InterruptedException {
        long items = (long) ITEMS_FOR_UNIT * device.units();
        device.mustHold(bytes, bytes, items * Float.BYTES);
        try (Queue queue = Queue.on(device)) {
            Buffer from = queue.buffer(bytes);
            Buffer to = queue.buffer(bytes);
            double copy = fastest(() -> queue.copy(from, to).nanos());

            Buffer result = queue.buffer(items * Float.BYTES);
            Kernel kernel =
                    queue.compile(new Program("multiply_adds", MULTIPLY_ADDS))
                            .with(0, TURNS)
                            .with(1, 0.5f)
                            .with(2, result);
            double compute = fastest(() -> queue.launch(kernel, items, 0).nanos());

            Kernel nothing = queue.compile(new Program("nothing", NOTHING)).with(0, 0);
            double launch = fastest(() -> queue.launch(nothing, 1, 0).launch());
            return new Ceiling(
                    2.0 * bytes / copy * 1e9,
                    OPERATIONS_IN_TURN * TURNS * items / compute * 1e9,
                    launch);
        }
    }

    private static double fastest(Supplier<Long> nanos) throws InterruptedException {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            best = Math.min(best, nanos.get());
        }
        return best;
    }

    /** What can be had of arithmetic when so much is computed with each byte: the roofline. */
    double roof(double operationsPerByte) {
        return Math.min(operations, operationsPerByte * bandwidth);
    }
}
