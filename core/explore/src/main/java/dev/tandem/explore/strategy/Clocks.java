// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import java.util.Arrays;

/**
 * The happens-before relation of one execution, as a vector clock a step (Mattern, 1989; Fidge,
 * 1988), and the races in it: pairs of steps of different threads that conflict and that nothing
 * else orders.
 */
final class Clocks {

    /** Hears of each race, the later step first. */
    interface Sink {
        /**
         * @param earlier a step
         * @param later a step after it, or the number of steps for one that was never taken
         * @param task the task of the later step
         */
        void race(int earlier, int later, int task);
    }

    private final Accesses accesses = new Accesses();
    private final Accesses locks = new Accesses();
    private int tasks;
    private int[] clock = new int[0];
    private int[] base = new int[0];

    /** What happened before a step even without its conflicts. */
    private int[] before = new int[0];

    private int[] barrier = new int[0];
    private int[] last = new int[0];
    private int[] candidates = new int[64];
    private int candidateCount;

    /** Whether one step happened before another. */
    boolean ordered(Trace trace, int earlier, int later) {
        return clock[later * tasks + lane(trace.task(earlier))] > earlier;
    }

    /** The place of a task in a vector; that of the clock of the world is the last. */
    private int lane(int task) {
        return Math.min(task, tasks - 1);
    }

    /** The number of steps of a task that happened before a step; the step itself counts. */
    int seen(int step, int task) {
        return clock[step * tasks + lane(task)];
    }

    /**
     * Computes all clocks. When a race is told, those of its steps and of all between are known.
     *
     * @param from races whose later step comes before this one are known already and not told
     */
    void compute(Trace trace, int from, Sink sink) {
        int steps = trace.steps();
        tasks = trace.lanes();
        accesses.clear(tasks);
        locks.clear(tasks);
        if (clock.length < (steps + 1) * tasks) {
            clock = new int[(steps + 1) * tasks * 2];
        }
        base = new int[tasks];
        before = new int[tasks];
        barrier = new int[tasks];
        last = new int[tasks];
        Arrays.fill(last, -1);
        int quiescence = 0;
        int taking = 0;
        for (int step = 0; step < steps; step++) {
            while (quiescence < trace.quiescences() && trace.quiescence(quiescence) <= step) {
                quiescence++;
                for (int t = 0; t < tasks; t++) {
                    join(barrier, last[t]);
                }
            }
            int task = lane(trace.task(step));
            begin(task, trace.cause(step));
            conflicts(trace, step, task);
            System.arraycopy(base, 0, before, 0, tasks);
            for (int i = 0; i < candidateCount; i++) {
                join(base, candidates[i]);
            }
            base[task] = step + 1;
            System.arraycopy(base, 0, clock, step * tasks, tasks);
            if (step >= from) {
                tell(trace, step, task, sink);
            }
            last[task] = step;
            for (; taking < trace.takings() && trace.takenIn(taking) == step; taking++) {
                locks.write(trace.taken(taking), step);
            }
            accesses.record(trace, step, task);
        }
        pending(trace, steps, sink);
    }

    /**
     * Threads that were never given the lock that they wanted: somebody else might have been the
     * one to go without.
     */
    private void pending(Trace trace, int steps, Sink sink) {
        for (int task = 0; task < trace.tasks(); task++) {
            int lock = trace.wanted(task);
            if (lock == 0) {
                continue;
            }
            begin(task, -1);
            System.arraycopy(base, 0, clock, steps * tasks, tasks);
            int holder = locks.lastWrite(lock);
            if (holder >= 0
                    && trace.task(holder) != task
                    && base[lane(trace.task(holder))] <= holder) {
                sink.race(holder, steps, task);
            }
        }
    }

    private void begin(int task, int cause) {
        System.arraycopy(barrier, 0, base, 0, tasks);
        join(base, last[task]);
        join(base, cause);
    }

    private void join(int[] into, int step) {
        if (step < 0) {
            return;
        }
        int at = step * tasks;
        for (int t = 0; t < tasks; t++) {
            into[t] = Math.max(into[t], clock[at + t]);
        }
    }

    private void conflicts(Trace trace, int step, int task) {
        candidateCount = 0;
        for (int i = trace.accessesFrom(step); i < trace.accessesTo(step); i++) {
            long entry = trace.access(i);
            int slot = accesses.slot(Trace.place(entry));
            add(accesses.lastWriteAt(slot), trace, task);
            if ((entry & 1) != 0) {
                for (int t = 0; t < tasks; t++) {
                    add(accesses.lastReadAt(slot, t), trace, task);
                }
            }
        }
    }

    private void add(int earlier, Trace trace, int task) {
        if (earlier < 0 || lane(trace.task(earlier)) == task) {
            return;
        }
        for (int i = 0; i < candidateCount; i++) {
            if (candidates[i] == earlier) {
                return;
            }
        }
        if (candidateCount == candidates.length) {
            candidates = Arrays.copyOf(candidates, candidateCount * 2);
        }
        candidates[candidateCount++] = earlier;
    }

    /**
     * Tells the races of a step, the nearest first; one that a nearer one orders is none. A step
     * that takes a lock cannot come between the other's taking and giving back, so it races with
     * the taking.
     */
    private void tell(Trace trace, int step, int task, Sink sink) {
        int lock = trace.acquired(step);
        int taken = lock == 0 ? -1 : locks.lastWrite(lock);
        boolean waited =
                taken >= 0 && trace.task(taken) != task && before[lane(trace.task(taken))] <= taken;
        Arrays.sort(candidates, 0, candidateCount);
        for (int i = candidateCount - 1; i >= 0; i--) {
            int earlier = candidates[i];
            if (before[lane(trace.task(earlier))] <= earlier) {
                sink.race(earlier, step, trace.task(step));
                join(before, earlier);
            }
        }
        if (waited) {
            sink.race(taken, step, task);
        }
    }
}
