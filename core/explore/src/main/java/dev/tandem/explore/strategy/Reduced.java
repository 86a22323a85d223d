package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import java.util.Arrays;
import java.util.Optional;

/**
 * Depth-first search that takes one schedule of each class of schedules which differ only in the
 * order of independent steps: dynamic partial-order reduction with source sets and sleep sets
 * (Abdulla, Aronis, Jonsson and Sagonas, 2014).
 *
 * <p>Two steps depend on each other when both access the same memory and one writes it, as recorded
 * while they ran; so nothing has to be known about the program or the library. A thread that waits
 * for a held lock is disabled; its race is with the taking of that lock, not with the giving back,
 * as in Flanagan and Godefroid (2005).
 *
 * <p>How it is shared out: a part is a branch of a node, and its holder has the nodes on the way
 * there in common with the giver. A race between a step on that way and one in the branch puts a
 * thread on the list of a common node, where whoever comes back to it first takes it; whoever put
 * it there comes back later than that, so nothing stays undone. Each branch is taken once, and the
 * order of taking is one order: a branch has in its sleep set only branches of the same node that
 * were taken before it, and of those only such whose first step is known. That is what the proof of
 * source sets asks for, which goes by the subtrees of a node and the order of its branches, not by
 * when they are searched. A smaller sleep set costs executions, never outcomes; so what another
 * world cannot understand (an object that came into being with a class, and has another number
 * there) is left out of it.
 */
public final class Reduced implements Divisible {

    private final Clocks clocks = new Clocks();
    private Node[] nodes = new Node[256];
    private Branch[] branches = new Branch[256];
    private int depth;
    private int at;
    private int[] values = new int[16];
    private int[] bounds = new int[16];
    private int[] valueStep = new int[16];
    private int valueCount;
    private int valueAt;
    private int firstNew;
    private int floor;
    private Trace trace = new Trace();

    /** A state of the program: before the step of the same number. Guarded by its own monitor. */
    private static final class Node {
        final long enabled;

        /** The threads whose branches must be searched, and those that somebody has taken. */
        long todo;

        long taken;

        /** The threads whose branches need not be searched from here on, and what they would do. */
        long sleep;

        /** Those of them whose branches were searched before there was this node. */
        long inherited;

        long[][] footprints = new long[0][];
        boolean common;

        Node(long enabled) {
            this.enabled = enabled;
        }

        void putFootprint(int task, long[] footprint) {
            if (footprints.length <= task) {
                footprints = Arrays.copyOf(footprints, task + 4);
            }
            footprints[task] = footprint;
        }

        long sleepOfBranch() {
            long known = sleep;
            for (long rest = common ? sleep : 0; rest != 0; rest &= rest - 1) {
                int task = Long.numberOfTrailingZeros(rest);
                known &= Footprint.isOfOneWorld(footprints[task]) ? ~(1L << task) : ~0L;
            }
            return known;
        }

        /** The next branch that nobody has taken; -1 when there is none. */
        int take() {
            long left = todo & ~sleep & ~taken;
            if (left == 0) {
                return -1;
            }
            taken |= Long.lowestOneBit(left);
            return Long.numberOfTrailingZeros(left);
        }
    }

    /**
     * The branch of a node that is being searched.
     *
     * @param sleep who sleeps in it
     * @param own whether this part has taken it, not the one that it was split from
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    private record Branch(int task, long sleep, boolean own, long[] acrossValues) {

        Branch across(Trace done, int step) {
            return new Branch(task, sleep, own, Footprint.union(acrossValues, done, step));
        }
    }

    private static final long[] NOTHING = {};

    /** Searches everything. */
    public Reduced() {}

    /**
     * Searches only what begins with the given steps.
     *
     * @param values what is chosen on the way there
     * @param valueSteps the step of each of these choices
     */
    public Reduced(int[] tasks, int[] values, int[] valueSteps) {
        for (int task : tasks) {
            room();
            branches[depth++] = new Branch(task, 0, false, NOTHING);
        }
        for (int i = 0; i < values.length; i++) {
            addValue(values[i], values[i] + 1, valueSteps[i]);
        }
        floor = depth;
        firstNew = depth;
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
            if (at < floor) {
                nodes[at] = new Node(enabled);
            }
            return nodes[at].enabled == enabled ? branches[at++].task() : DIVERGED;
        }
        room();
        Node node = new Node(enabled);
        if (depth > floor) {
            inheritSleep(nodes[depth - 1], branches[depth - 1], node);
            node.inherited = node.sleep;
        }
        long awake = enabled & ~node.sleep;
        if (awake == 0) {
            return PRUNE;
        }
        int next =
                current >= 0 && (awake >>> current & 1) != 0
                        ? current
                        : Long.numberOfTrailingZeros(awake);
        node.todo = 1L << next;
        node.taken = node.todo;
        nodes[depth] = node;
        branches[depth] = new Branch(next, node.sleep, true, NOTHING);
        depth++;
        at++;
        return next;
    }

    private void room() {
        if (depth == nodes.length) {
            nodes = Arrays.copyOf(nodes, depth * 2);
            branches = Arrays.copyOf(branches, depth * 2);
        }
    }

    /** Whoever slept goes on sleeping unless the step just taken matters to what it would do. */
    private void inheritSleep(Node before, Branch branch, Node node) {
        int step = depth - 1;
        synchronized (before) {
            for (long rest = branch.sleep() & ~(1L << branch.task()); rest != 0; rest &= rest - 1) {
                int task = Long.numberOfTrailingZeros(rest);
                long[] footprint = before.footprints[task];
                if (!Footprint.conflicts(footprint, trace, step)) {
                    node.sleep |= 1L << task;
                    node.putFootprint(task, footprint);
                }
            }
        }
    }

    @Override
    public int nextInt(int bound) {
        if (valueAt < valueCount) {
            return values[valueAt++];
        }
        addValue(0, bound, at - 1);
        valueAt++;
        return 0;
    }

    private void addValue(int value, int bound, int step) {
        if (valueCount == values.length) {
            values = Arrays.copyOf(values, valueCount * 2);
            bounds = Arrays.copyOf(bounds, valueCount * 2);
            valueStep = Arrays.copyOf(valueStep, valueCount * 2);
        }
        values[valueCount] = value;
        bounds[valueCount] = bound;
        valueStep[valueCount++] = step;
    }

    @Override
    public boolean executionDone(Trace done) {
        clocks.compute(done, firstNew, this::reverse);
        reverseForSleepers(done);
        for (int i = 0; i < valueCount; i++) {
            branches[valueStep[i]] = branches[valueStep[i]].across(done, valueStep[i]);
        }
        while (depth > floor) {
            int step = depth - 1;
            while (valueCount > 0 && valueStep[valueCount - 1] == step) {
                if (++values[valueCount - 1] < bounds[valueCount - 1]) {
                    firstNew = step;
                    return true;
                }
                valueCount--;
            }
            if (takeNext(nodes[step], step, done)) {
                firstNew = step;
                return true;
            }
            depth--;
        }
        return false;
    }

    private boolean takeNext(Node node, int step, Trace done) {
        synchronized (node) {
            if (branches[step].own()) {
                seen(node, step, done);
            }
            int next = node.take();
            if (next >= 0) {
                branches[step] = new Branch(next, node.sleepOfBranch(), true, NOTHING);
            }
            return next >= 0;
        }
    }

    /** It is known what the first step of a branch does: from now on its thread can sleep. */
    private void seen(Node node, int step, Trace done) {
        Branch branch = branches[step];
        node.putFootprint(branch.task(), Footprint.union(branch.acrossValues(), done, step));
        node.sleep |= 1L << branch.task();
    }

    @Override
    public Optional<Divisible> split(Trace last) {
        for (int step = floor; step < depth; step++) {
            Node node = nodes[step];
            synchronized (node) {
                if ((node.todo & ~node.sleep & ~node.taken) == 0) {
                    continue;
                }
                if (step < depth - 1 && branches[step].own() && !choosesIn(step)) {
                    seen(node, step, last);
                }
                for (int i = 0; i <= step; i++) {
                    nodes[i].common = true;
                }
                int next = node.take();
                return Optional.of(
                        part(step, new Branch(next, node.sleepOfBranch(), true, NOTHING)));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a step has a choice of values, so that one execution does not tell all that it does.
     */
    private boolean choosesIn(int step) {
        for (int i = 0; i < valueCount; i++) {
            if (valueStep[i] == step) {
                return true;
            }
        }
        return false;
    }

    private Reduced part(int step, Branch branch) {
        Reduced part = new Reduced();
        part.nodes = Arrays.copyOf(nodes, nodes.length);
        part.branches = new Branch[branches.length];
        for (int i = 0; i < step; i++) {
            part.branches[i] = new Branch(branches[i].task(), branches[i].sleep(), false, NOTHING);
        }
        part.branches[step] = branch;
        part.depth = step + 1;
        part.floor = floor;
        part.firstNew = step;
        for (int i = 0; i < valueCount && valueStep[i] < step; i++) {
            // The other values are the giver's.
            part.nextInt(values[i] + 1);
            part.values[i] = values[i];
            part.valueStep[i] = valueStep[i];
        }
        return part;
    }

    /**
     * Two steps race: the other order must be seen too. It begins with one of the threads that
     * could make the first step of what does not depend on the earlier of the two; unless one of
     * those is on the list already, one is put there.
     */
    private void reverse(int earlier, int later, int task) {
        long first = initials(earlier, later, task);
        boolean waited = (nodes[earlier].enabled >>> task & 1) == 0;
        synchronized (nodes[earlier]) {
            addOne(nodes[earlier], first, later, task);
        }
        if (waited && later < trace.steps() && trace.acquired(later) == 0) {
            hasten(earlier, task);
        }
    }

    /** A thread that had to let others go first could have gone before there was a reason to. */
    private void hasten(int waiting, int task) {
        for (int step = waiting - 1; step >= floor && trace.task(step) != task; step--) {
            Node node = nodes[step];
            if ((node.enabled >>> task & 1) != 0) {
                synchronized (node) {
                    node.todo |= 1L << task;
                }
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
    private void reverseForSleepers(Trace done) {
        for (int step = floor; step < depth; step++) {
            Node node = nodes[step];
            for (long rest = node.inherited; rest != 0; rest &= rest - 1) {
                int sleeper = Long.numberOfTrailingZeros(rest);
                long[] footprint = node.footprints[sleeper];
                if (!Footprint.conflicts(footprint, done, step)) {
                    continue;
                }
                for (int later = Math.max(step + 1, firstNew); later < done.steps(); later++) {
                    if (done.task(later) != sleeper
                            && !clocks.ordered(done, step, later)
                            && Footprint.conflicts(footprint, done, later)) {
                        reverse(step, later, done.task(later));
                    }
                }
            }
        }
    }

    private void addOne(Node node, long first, int later, int task) {
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
