package dev.tandem.core.explore.strategy;

import dev.tandem.core.explore.world.Strategy;
import dev.tandem.core.explore.world.Trace;
import java.util.Arrays;

/**
 * Depth-first search that takes one schedule of each class of schedules which differ only in the
 * order of independent steps: dynamic partial-order reduction with source sets and sleep sets
 * (Abdulla, Aronis, Jonsson and Sagonas, 2014).
 *
 * <p>Two steps depend on each other when both access the same memory and one writes it, as recorded
 * while they ran; so nothing has to be known about the program or the library. A thread that waits
 * for a held lock is disabled; its race is with the taking of that lock, not with the giving back,
 * as in Flanagan and Godefroid (2005).
 */
public final class Reduced implements Strategy {

    private final Clocks clocks = new Clocks();
    private Node[] nodes = new Node[256];
    private int depth;
    private int at;
    private int[] values = new int[16];
    private int[] bounds = new int[16];
    private int[] valueStep = new int[16];
    private int valueCount;
    private int valueAt;
    private int firstNew;
    private Trace trace = new Trace();

    /** A state of the program: before the step of the same number. */
    private static final class Node {
        int task;
        long enabled;
        long todo;
        long done;
        long sleep;
        long[][] footprints = new long[0][];
        long[] acrossValues = new long[0];

        void reset() {
            todo = 0;
            done = 0;
            sleep = 0;
            acrossValues = new long[0];
        }

        void putFootprint(int task, long[] footprint) {
            if (footprints.length <= task) {
                footprints = Arrays.copyOf(footprints, task + 4);
            }
            footprints[task] = footprint;
        }
    }

    public Reduced() {
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new Node();
        }
    }

    @Override
    public void executionStarts(Trace growing) {
        trace = growing;
        at = 0;
        valueAt = 0;
    }

    @Override
    public int nextTask(long enabled, int current) {
        if (at < depth) {
            return nodes[at++].task;
        }
        if (depth == nodes.length) {
            nodes = Arrays.copyOf(nodes, depth * 2);
            for (int i = depth; i < nodes.length; i++) {
                nodes[i] = new Node();
            }
        }
        Node node = nodes[depth];
        node.reset();
        node.enabled = enabled;
        if (depth > 0) {
            inheritSleep(nodes[depth - 1], node);
        }
        long awake = enabled & ~node.sleep;
        if (awake == 0) {
            return PRUNE;
        }
        int next =
                current >= 0 && (awake >>> current & 1) != 0
                        ? current
                        : Long.numberOfTrailingZeros(awake);
        node.task = next;
        node.todo = 1L << next;
        depth++;
        at++;
        return next;
    }

    /** Whoever slept goes on sleeping unless the step just taken matters to what it would do. */
    private void inheritSleep(Node before, Node node) {
        int step = depth - 1;
        for (long rest = before.sleep & ~(1L << before.task); rest != 0; rest &= rest - 1) {
            int task = Long.numberOfTrailingZeros(rest);
            long[] footprint = before.footprints[task];
            if (!Footprint.conflicts(footprint, trace, step)) {
                node.sleep |= 1L << task;
                node.putFootprint(task, footprint);
            }
        }
    }

    @Override
    public int nextInt(int bound) {
        if (valueAt < valueCount) {
            return values[valueAt++];
        }
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, valueCount * 2);
            bounds = Arrays.copyOf(bounds, valueCount * 2);
            valueStep = Arrays.copyOf(valueStep, valueCount * 2);
        }
        values[valueCount] = 0;
        bounds[valueCount] = bound;
        valueStep[valueCount++] = at - 1;
        valueAt++;
        return 0;
    }

    @Override
    public boolean executionDone(Trace done) {
        clocks.compute(done, firstNew, this::reverse);
        for (int i = 0; i < valueCount; i++) {
            Node node = nodes[valueStep[i]];
            node.acrossValues = Footprint.union(node.acrossValues, done, valueStep[i]);
        }
        while (depth > 0) {
            int step = depth - 1;
            Node node = nodes[step];
            while (valueCount > 0 && valueStep[valueCount - 1] == step) {
                if (++values[valueCount - 1] < bounds[valueCount - 1]) {
                    firstNew = step;
                    return true;
                }
                valueCount--;
            }
            node.putFootprint(node.task, Footprint.union(node.acrossValues, done, step));
            node.acrossValues = new long[0];
            node.done |= 1L << node.task;
            node.sleep |= 1L << node.task;
            long left = node.todo & ~node.sleep;
            if (left != 0) {
                node.task = Long.numberOfTrailingZeros(left);
                firstNew = step;
                return true;
            }
            depth--;
        }
        return false;
    }

    /**
     * Two steps race: the other order must be seen too. It begins with one of the threads that
     * could make the first step of what does not depend on the earlier of the two; unless one of
     * those is on the list already, one is put there.
     */
    private void reverse(int earlier, int later, int task) {
        Node node = nodes[earlier];
        long first = initials(earlier, later, task);
        if ((first & (node.todo | node.sleep)) != 0) {
            return;
        }
        long possible = first & node.enabled;
        if ((possible >>> task & 1) != 0) {
            node.todo |= 1L << task;
        } else if (possible != 0) {
            node.todo |= Long.lowestOneBit(possible);
        } else if (later < trace.steps() && trace.acquired(later) == 0) {
            node.todo |= node.enabled;
        }
    }

    private long initials(int earlier, int later, int task) {
        long seen = 0;
        long first = 0;
        int[] begin = new int[trace.tasks()];
        for (int step = earlier + 1; step <= later; step++) {
            boolean isLater = step == later;
            int who = isLater ? task : trace.task(step);
            if (!isLater && clocks.ordered(trace, earlier, step) || (seen >>> who & 1) != 0) {
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
