// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.VirtualClock;

/**
 * Finds, for every race of an execution, where a reduced search must turn off to see the two steps
 * in the other order, and with which threads: source sets (Abdulla, Aronis, Jonsson and Sagonas,
 * 2014). What it finds depends on the execution alone, not on what else has been searched.
 */
final class SourceSets {

    private static final Node[] NOWHERE = {};

    private final Clocks clocks = new Clocks();
    private final Request.Sink sink;
    private Trace trace;
    private Node[] nodes = NOWHERE;

    /**
     * @param trace any
     * @param sink is asked to extend the lists of the nodes on the way of an execution
     */
    SourceSets(Trace trace, Request.Sink sink) {
        this.trace = trace;
        this.sink = sink;
    }

    /**
     * Asks for what the races of an execution need.
     *
     * @param way the node before each of its steps
     * @param depth how many nodes there are
     * @param firstNew races whose later step comes before this one are known already
     */
    void extend(Trace done, Node[] way, int depth, int firstNew) {
        trace = done;
        nodes = way;
        clocks.compute(done, firstNew, this::reverse);
        reverseForSleepers(depth, firstNew);
        letTheClockMove(depth, firstNew);
    }

    /**
     * The clock could have moved before a step that reads it. It need not have moved later on, for
     * the step may have ended the very wait whose deadline it was.
     */
    private void letTheClockMove(int depth, int firstNew) {
        long clock = 1L << VirtualClock.INDEX;
        for (int step = firstNew; step < depth; step++) {
            if ((nodes[step].enabled & clock) != 0
                    && trace.task(step) != VirtualClock.INDEX
                    && trace.readsTheClock(step)) {
                sink.ask(step, clock, clock);
            }
        }
    }

    /**
     * Two steps race: the other order must be seen too. It begins with one of the threads that
     * could make the first step of what does not depend on the earlier of the two.
     */
    private void reverse(int earlier, int later, int task) {
        long first = initials(earlier, later, task);
        boolean waited = (nodes[earlier].enabled >>> task & 1) == 0;
        long put = choice(earlier, first, later, task);
        if (put != 0) {
            sink.ask(earlier, first, put);
        }
        if (waited && later < trace.steps() && trace.acquired(later) == 0) {
            hasten(earlier, task);
        }
    }

    /** A thread that had to let others go first could have gone before there was a reason to. */
    private void hasten(int waiting, int task) {
        for (int step = waiting - 1; step >= 0 && trace.task(step) != task; step--) {
            if ((nodes[step].enabled >>> task & 1) != 0) {
                sink.ask(step, 1L << task, 1L << task);
                return;
            }
        }
    }

    /**
     * A sleeper's first step has been seen elsewhere, with its races there. Here it is woken by a
     * step that changes what it does, so it may not be seen any longer to race with what comes
     * later. Had that come before, the sleeper would have woken earlier and done as it did then: so
     * that order must be seen too.
     */
    private void reverseForSleepers(int depth, int firstNew) {
        for (int step = 0; step < depth; step++) {
            SleepSet sleepers = nodes[step].inherited;
            for (long rest = sleepers.tasks(); rest != 0; rest &= rest - 1) {
                int sleeper = Long.numberOfTrailingZeros(rest);
                long[] footprint = sleepers.footprint(sleeper);
                if (Footprint.conflicts(footprint, trace, step)) {
                    reverseFor(sleeper, footprint, step, Math.max(step + 1, firstNew));
                }
            }
        }
    }

    private void reverseFor(int sleeper, long[] footprint, int step, int from) {
        for (int later = from; later < trace.steps(); later++) {
            if (trace.task(later) != sleeper
                    && !clocks.ordered(trace, step, later)
                    && Footprint.conflicts(footprint, trace, later)) {
                reverse(step, later, trace.task(later));
            }
        }
    }

    /** Whom of the threads that could make the first step to choose; nobody if none can. */
    private long choice(int earlier, long first, int later, int task) {
        long enabled = nodes[earlier].enabled;
        long possible = first & enabled;
        if ((possible >>> task & 1) != 0) {
            return 1L << task;
        }
        if (possible != 0) {
            return Long.lowestOneBit(possible);
        }
        return later < trace.steps() && trace.acquired(later) == 0 ? enabled : 0;
    }

    /**
     * The threads that can make the first step of what comes after an earlier step and does not
     * depend on it, the later one included.
     */
    private long initials(int earlier, int later, int task) {
        long seen = 0;
        long first = 0;
        int[] begin = new int[VirtualClock.INDEX + 1];
        for (int step = earlier + 1; step <= later; step++) {
            boolean isLater = step == later;
            int who = isLater ? task : trace.task(step);
            if ((!isLater && clocks.ordered(trace, earlier, step)) || (seen >>> who & 1) != 0) {
                continue;
            }
            boolean free = true;
            for (long rest = seen; rest != 0 && free; rest &= rest - 1) {
                int other = Long.numberOfTrailingZeros(rest);
                free = clocks.seen(step, other) <= begin[other];
            }
            seen |= 1L << who;
            begin[who] = step;
            if (free) {
                first |= 1L << who;
            }
        }
        return first;
    }
}
