// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.Arrays;
import java.util.List;

/**
 * Threads that wait for nobody, of which it is known how many orders their steps have: what a
 * strategy makes of them can be counted without a program.
 *
 * @param threads each after the one that starts it
 */
public record Forest(List<Thread> threads) {

    /**
     * A thread.
     *
     * @param starter the number of the thread whose last step starts it; -1 for nobody
     * @param places where its steps begin
     */
    public record Thread(int starter, int... places) {}

    /** Who took each step that begins at the place, as a word of digits; 0 for all places. */
    public String order(Strategy strategy, int place) {
        Trace trace = new Trace();
        int[] taken = new int[threads.size()];
        trace.standing(task -> threads.get(task).places()[taken[task]]);
        int[] causes = new int[threads.size()];
        Arrays.fill(causes, -1);
        StringBuilder order = new StringBuilder();
        strategy.executionStarts(trace);
        for (long enabled = enabled(taken); enabled != 0; enabled = enabled(taken)) {
            int next = strategy.nextTask(enabled, -1);
            int at = trace.place(next);
            if (place == 0 || at == place) {
                order.append(next);
            }
            trace.step(next, enabled, at, taken[next] == 0 ? causes[next] : -1);
            taken[next]++;
            for (int i = 0; i < causes.length; i++) {
                boolean starts = threads.get(i).starter() == next && hasEnded(next, taken);
                causes[i] = starts ? trace.steps() - 1 : causes[i];
            }
        }
        strategy.executionDone(trace);
        return order.toString();
    }

    private long enabled(int[] taken) {
        long enabled = 0;
        for (int i = 0; i < taken.length; i++) {
            int starter = threads.get(i).starter();
            boolean started = starter < 0 || hasEnded(starter, taken);
            enabled |= started && !hasEnded(i, taken) ? 1L << i : 0;
        }
        return enabled;
    }

    private boolean hasEnded(int thread, int[] taken) {
        return taken[thread] == threads.get(thread).places().length;
    }
}
