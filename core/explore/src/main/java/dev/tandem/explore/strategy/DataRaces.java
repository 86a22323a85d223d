// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds data races in one execution: two plain accesses to one place in memory, at least one a
 * write, by different threads, that nothing orders which the Java memory model calls
 * synchronisation (vector clocks as in Flanagan and Freund's FastTrack, 2009).
 */
public final class DataRaces {

    private final Map<Long, int[]> released = new HashMap<>();
    private final Map<Long, Cell> cells = new HashMap<>();

    /**
     * @param first a step that accesses the place
     * @param second a later one
     * @param access the second access, as in {@link Trace#access}
     */
    public record Race(int first, int second, long access) {}

    /**
     * The last write to a place and the reads since: for each task its clock then, and the step.
     */
    private static final class Cell {
        private int writer = -1;
        private int writeClock;
        private int writeStep;
        private final int[] readClocks;
        private final int[] readSteps;

        Cell(int tasks) {
            readClocks = new int[tasks];
            readSteps = new int[tasks];
        }
    }

    /** The first race of an execution that was recorded. */
    public Optional<Race> find(Trace trace) {
        released.clear();
        cells.clear();
        int tasks = trace.tasks();
        int[][] clocks = new int[tasks][tasks];
        for (int t = 0; t < tasks; t++) {
            clocks[t][t] = 1;
        }
        for (int step = 0; step < trace.steps(); step++) {
            int task = trace.task(step);
            for (int i = trace.accessesFrom(step); i < trace.accessesTo(step); i++) {
                long entry = trace.access(i);
                if (Trace.isSynchronisation(entry)) {
                    synchronise(entry, clocks[task], task);
                } else if (!Trace.isForeign(entry)) {
                    int other = check(entry, step, clocks[task], task);
                    if (other >= 0) {
                        return Optional.of(new Race(other, step, entry));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void synchronise(long entry, int[] clock, int task) {
        long place = Trace.place(entry);
        boolean write = (entry & 1) != 0;
        int[] there = released.computeIfAbsent(place, key -> new int[clock.length]);
        if (!write || !Trace.isVolatileField(entry)) {
            join(clock, there);
        }
        if (write) {
            join(there, clock);
            clock[task]++;
        }
    }

    private int check(long entry, int step, int[] clock, int task) {
        Cell cell = cells.computeIfAbsent(Trace.place(entry), key -> new Cell(clock.length));
        if (cell.writer >= 0 && cell.writer != task && clock[cell.writer] < cell.writeClock) {
            return cell.writeStep;
        }
        if ((entry & 1) == 0) {
            cell.readClocks[task] = clock[task];
            cell.readSteps[task] = step;
            return -1;
        }
        for (int t = 0; t < clock.length; t++) {
            if (t != task && cell.readClocks[t] > clock[t]) {
                return cell.readSteps[t];
            }
        }
        cell.writer = task;
        cell.writeClock = clock[task];
        cell.writeStep = step;
        Arrays.fill(cell.readClocks, 0);
        return -1;
    }

    private static void join(int[] into, int[] other) {
        for (int t = 0; t < into.length; t++) {
            into[t] = Math.max(into[t], other[t]);
        }
    }
}
