// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.Random;

/**
 * Stands in for {@link java.util.concurrent.ThreadLocalRandom}: a generator for each thread of the
 * world, the same numbers in every execution.
 */
public final class TaskRandom extends Random {
    private static final long serialVersionUID = 1L;

    private static final Object KEY = new Object();
    private static final Object PROBE = new Object();

    private TaskRandom(long seed) {
        super(seed);
    }

    public static TaskRandom current() {
        return (TaskRandom)
                Gate.WORLD
                        .scheduler()
                        .current()
                        .locals()
                        .computeIfAbsent(KEY, key -> new TaskRandom(Gate.seed()));
    }

    @Override
    protected int next(int bits) {
        Gate.WORLD.spins().spoil();
        return super.next(bits);
    }

    /** Nothing to do: a probe is there when it is asked for. */
    public static void localInit() {}

    /** A number that spreads the threads over the cells of an adder; never 0. */
    public static int getProbe() {
        int[] probe =
                (int[])
                        Gate.WORLD
                                .scheduler()
                                .current()
                                .locals()
                                .computeIfAbsent(
                                        PROBE,
                                        key ->
                                                new int[] {
                                                    (int)
                                                                    (Gate.WORLD
                                                                                    .threads()
                                                                                    .id(
                                                                                            Gate
                                                                                                    .WORLD
                                                                                                    .scheduler()
                                                                                                    .current()
                                                                                                    .thread())
                                                                            * 0x9E3779B9)
                                                            | 1
                                                });
        return probe[0];
    }

    public static int advanceProbe(int probe) {
        int next = probe;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        getProbe();
        int[] cell = (int[]) Gate.WORLD.scheduler().current().locals().get(PROBE);
        if (cell != null) {
            cell[0] = next;
        }
        return next;
    }

    public static int nextSecondarySeed() {
        return current().nextInt() | 1;
    }
}
