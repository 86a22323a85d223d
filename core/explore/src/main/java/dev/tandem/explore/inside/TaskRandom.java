// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import dev.tandem.explore.world.Task;
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
        return probe()[0];
    }

    public static int advanceProbe(int probe) {
        int next = probe;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        probe()[0] = next;
        return next;
    }

    private static int[] probe() {
        Task me = Gate.WORLD.scheduler().current();
        return (int[]) me.locals().computeIfAbsent(PROBE, key -> new int[] {firstProbe(me)});
    }

    private static int firstProbe(Task task) {
        return (int) (Gate.WORLD.threads().id(task.thread()) * 0x9E3779B9) | 1;
    }

    public static int nextSecondarySeed() {
        return current().nextInt() | 1;
    }
}
