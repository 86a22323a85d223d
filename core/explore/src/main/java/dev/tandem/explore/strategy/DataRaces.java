// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.strategy.ReadsAhead.Use;
import dev.tandem.explore.world.AccessKind;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.VirtualClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds data races in one execution: two accesses to one place in memory by different threads, at
 * least one of them plain and at least one a write, that nothing orders which the Java memory model
 * calls synchronisation (vector clocks as in Flanagan and Freund's FastTrack, 2009). What the modes
 * of variable handles order is what Lea writes of them (Using JDK 9 memory order modes, 2018).
 */
public final class DataRaces {

    private final Map<Long, Variable> variables = new HashMap<>();
    private final Map<Long, int[]> released = new HashMap<>();

    /** What happened before the next access of each task. */
    private int[][] clocks = new int[0][];

    /** What each task gets with its next acquire fence, and what it passes on since a release. */
    private int[][] seen = new int[0][];

    private int[][] fenced = new int[0][];

    private final ReadsAhead ahead = new ReadsAhead();

    /**
     * @param first a step that accesses the place
     * @param second a later one
     * @param access the second access, as in {@link Trace#access}
     */
    public record Race(int first, int second, long access) {}

    /** The first race of an execution that was recorded. */
    public Optional<Race> find(Trace trace) {
        variables.clear();
        released.clear();
        int tasks = trace.tasks();
        clocks = new int[tasks][tasks];
        seen = new int[tasks][];
        fenced = new int[tasks][];
        ahead.clear(tasks);
        for (int t = 0; t < tasks; t++) {
            clocks[t][t] = 1;
        }
        for (int step = 0; step < trace.steps(); step++) {
            int task = trace.task(step);
            if (task == VirtualClock.INDEX) {
                continue;
            }
            long before = 0;
            for (int i = trace.accessesFrom(step); i < trace.accessesTo(step); i++) {
                long entry = trace.access(i);
                if (Trace.isAhead(entry)) {
                    ahead.begin(trace, step, i);
                }
                int other = access(entry, before, step, task, ahead.use(task, i));
                if (other >= 0) {
                    return Optional.of(new Race(other, step, entry));
                }
                before = entry;
            }
        }
        return Optional.empty();
    }

    /**
     * @param use what the task makes of it if it reads
     * @return the step of an earlier access that it races with; -1 for none
     */
    private int access(long entry, long before, int step, int task, Use use) {
        AccessKind kind = AccessKind.of(entry);
        switch (kind) {
            case NONE -> {}
            case WHOLE -> synchronise(entry, task, true);
            case TRUSTED -> synchronise(entry, task, !Trace.isWrite(entry));
            case ACQUIRE_FENCE -> join(clocks[task], seen[task]);
            case RELEASE_FENCE -> fenced[task] = release(task);
            case PLAIN, OPAQUE, ORDERED, VOLATILE -> {
                boolean isWrite = AccessKind.changes(entry);
                boolean isAhead = kind == AccessKind.PLAIN && !isWrite && use != Use.FULL;
                if (isAhead && use == Use.NONE) {
                    return -1;
                }
                var variable = variables.computeIfAbsent(Trace.place(entry), key -> new Variable());
                if (!isWrite) {
                    acquire(kind, variable, task);
                }
                int other = variable.find(kind, isWrite, task, clocks[task]);
                if (!isAhead) {
                    variable.remember(kind, isWrite, step, task, clocks[task]);
                }
                if (isWrite) {
                    boolean isUpdate = before == (entry & ~1L) && !Trace.isWrite(before);
                    release(kind, variable, isUpdate, task);
                }
                return other;
            }
        }
        return -1;
    }

    private void synchronise(long entry, int task, boolean acquires) {
        int[] there = released.computeIfAbsent(Trace.place(entry), key -> new int[clocks.length]);
        if (acquires) {
            join(clocks[task], there);
        }
        if (Trace.isWrite(entry)) {
            join(there, clocks[task]);
            clocks[task][task]++;
        }
    }

    private void acquire(AccessKind kind, Variable variable, int task) {
        switch (kind) {
            case VOLATILE -> {
                join(clocks[task], variable.published);
                join(clocks[task], variable.head);
            }
            case ORDERED -> join(clocks[task], variable.head);
            default -> seen[task] = joined(seen[task], variable.head);
        }
    }

    /** An update goes on with what the value that it replaces has passed on. */
    private void release(AccessKind kind, Variable variable, boolean isUpdate, int task) {
        int @Nullable [] passed = fenced[task];
        if (kind == AccessKind.ORDERED || kind == AccessKind.VOLATILE) {
            passed = release(task);
        }
        if (kind == AccessKind.VOLATILE) {
            variable.published = joined(variable.published, passed);
        }
        variable.head = isUpdate ? joined(variable.head, passed) : passed;
    }

    /** What others get that acquire what the task does next; what it does later is not in it. */
    private int[] release(int task) {
        int[] clock = clocks[task].clone();
        clocks[task][task]++;
        return clock;
    }

    private static int @Nullable [] joined(int @Nullable [] one, int @Nullable [] other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int[] both = one.clone();
        join(both, other);
        return both;
    }

    private static void join(int[] into, int @Nullable [] other) {
        for (int t = 0; other != null && t < into.length; t++) {
            into[t] = Math.max(into[t], other[t]);
        }
    }
}
