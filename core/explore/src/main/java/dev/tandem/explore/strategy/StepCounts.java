// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.VirtualClock;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How many steps each thread has taken in the executions so far, and at which places. */
final class StepCounts {

    /** In place of one place: all of them. */
    static final int EVERYWHERE = -1;

    private final Map<Integer, int[]> byPlace = new TreeMap<>();

    private final int[] parents = new int[Long.SIZE];
    private int[] shared = {};
    private int executions;

    StepCounts() {
        Arrays.fill(parents, -1);
    }

    /** Counts the steps of an execution. */
    void add(Trace trace) {
        executions++;
        long seen = 0;
        for (int step = 0; step < trace.steps(); step++) {
            int task = trace.task(step);
            if ((seen & 1L << task) == 0) {
                seen |= 1L << task;
                parents[task] = task == VirtualClock.INDEX ? -1 : starter(trace, step);
            }
            count(trace.site(step), task);
            count(EVERYWHERE, task);
        }
        shared =
                byPlace.entrySet().stream()
                        .filter(entry -> entry.getKey() != EVERYWHERE)
                        .filter(entry ->
                                Arrays.stream(entry.getValue()).filter(n -> n > 0).count() > 1)
                        .mapToInt(Map.Entry::getKey)
                        .toArray();
    }

    /** Who has started the thread whose first step it is. */
    private static int starter(Trace trace, int step) {
        int cause = trace.cause(step);
        return cause >= 0 && trace.task(cause) < trace.task(step) ? trace.task(cause) : -1;
    }

    private void count(int place, int task) {
        int[] counts = byPlace.computeIfAbsent(place, p -> new int[Long.SIZE]);
        counts[task]++;
    }

    /** The places where several threads have begun steps. */
    int[] sharedPlaces() {
        return shared;
    }

    /** The thread that has started another; below 0 for none. */
    int parent(int task) {
        return parents[task];
    }

    /** The mean number of steps at a place, of a thread and of all those that come from it. */
    double expected(int place, int task) {
        int[] counts = byPlace.get(place);
        if (counts == null) {
            return 0;
        }
        long all = 0;
        for (int other = task; other < counts.length; other++) {
            all += counts[other] > 0 && comesFrom(other, task) ? counts[other] : 0;
        }
        return (double) all / executions;
    }

    /** Whoever starts a thread has a smaller number. */
    private boolean comesFrom(int task, int ancestor) {
        int next = task;
        while (next > ancestor) {
            next = parents[next];
        }
        return next == ancestor;
    }
}
