// SPDX-License-Identifier: Apache-2.0
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
 * as in Flanagan and Godefroid (2005). Here is the stack of the search, {@link Node} by node; which
 * branches a race asks for is found by {@link SourceSets}.
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

    private final SourceSets sourceSets = new SourceSets();
    private Node[] nodes = new Node[256];
    private Branch[] branches = new Branch[256];
    private Values values = new Values();
    private int depth;
    private int at;
    private int firstNew;
    private int floor;
    private Trace trace = new Trace();

    /** Searches everything. */
    public Reduced() {}

    /**
     * Searches only what begins with the given steps.
     *
     * @param chosen what is chosen on the way there
     * @param chosenIn the step of each of these choices
     */
    public Reduced(int[] tasks, int[] chosen, int[] chosenIn) {
        for (int task : tasks) {
            room();
            branches[depth++] = new Branch(task, 0, false);
        }
        for (int i = 0; i < chosen.length; i++) {
            values.add(chosen[i], chosen[i] + 1, chosenIn[i]);
        }
        floor = depth;
        firstNew = depth;
    }

    @Override
    public void executionStarts(Trace growing) {
        trace = growing;
        at = 0;
        values.rewind();
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
        branches[depth] = new Branch(next, node.sleep, true);
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
                    node.sleeps(task, footprint);
                }
            }
        }
        node.inherited = node.sleep;
    }

    @Override
    public int nextInt(int bound) {
        return values.next(bound, at - 1);
    }

    @Override
    public boolean executionDone(Trace done) {
        sourceSets.extend(done, nodes, floor, depth, firstNew);
        for (int i = 0; i < values.count(); i++) {
            int step = values.step(i);
            branches[step] = branches[step].across(done, step);
        }
        while (depth > floor) {
            int step = depth - 1;
            if (values.advance(step) || takeNext(nodes[step], step, done)) {
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
                branches[step] = new Branch(next, node.sleepOfBranch(), true);
            }
            return next >= 0;
        }
    }

    /** It is known what the first step of a branch does: from now on its thread can sleep. */
    private void seen(Node node, int step, Trace done) {
        node.sleeps(branches[step].task(), branches[step].footprint(done, step));
    }

    @Override
    public Optional<Divisible> split(Trace last) {
        for (int step = floor; step < depth; step++) {
            Node node = nodes[step];
            synchronized (node) {
                if (node.hasMore()) {
                    return Optional.of(part(node, step, last));
                }
            }
        }
        return Optional.empty();
    }

    private Reduced part(Node node, int step, Trace last) {
        if (step < depth - 1 && branches[step].own() && !values.areChosenIn(step)) {
            seen(node, step, last);
        }
        for (int i = 0; i <= step; i++) {
            nodes[i].common = true;
        }
        Reduced part = new Reduced();
        part.nodes = Arrays.copyOf(nodes, nodes.length);
        part.branches = new Branch[branches.length];
        for (int i = 0; i < step; i++) {
            part.branches[i] = new Branch(branches[i].task(), branches[i].sleep(), false);
        }
        part.branches[step] = new Branch(node.take(), node.sleepOfBranch(), true);
        part.depth = step + 1;
        part.floor = floor;
        part.firstNew = step;
        part.values = values.before(step);
        return part;
    }
}
