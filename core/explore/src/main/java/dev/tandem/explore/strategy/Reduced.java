// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import dev.tandem.explore.world.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * <p>How it is shared out: the executions are those of one search that goes through the tree alone,
 * each made once, by whoever holds the part that it is in. A part is a branch of a node, and all
 * that is below. It can be given away as soon as it is the next on the list of its node and the
 * first steps of all branches before it are known, for then nothing else can change what it is: a
 * list only grows at its end. What the part asks of nodes that are not its own it keeps, and its
 * giver hears of it where the search of one would: when the giver comes back to the node, having
 * searched all that comes before. If the part is not done by then, the giver waits, and whoever
 * ends the part goes on with the giver. So every list gets the same threads in the same order,
 * however many workers there are and however fast each is.
 */
public final class Reduced implements Divisible {

    private final @Nullable Reduced giver;

    /** The first node that is this part's own. */
    private final int from;

    private final SourceSets sourceSets;
    private final Handover handover = new Handover();

    /** The parts that it has given away and not heard of yet; of one node in their order. */
    private final List<Reduced> given = new ArrayList<>();

    private Node[] nodes;
    private Branch[] branches;
    private Values values;
    private int depth;
    private int at;
    private int firstNew;
    private Trace trace;

    /** Whether the trace is that of the last execution of this part. */
    private boolean isTold;

    /** The part without which this one cannot go on. */
    private @Nullable Reduced missing;

    /** Searches everything. */
    public Reduced() {
        this(null, 0, new Node[256], new Branch[256], new Values(), new Trace());
    }

    /**
     * Searches only what begins with the given steps.
     *
     * @param chosen what is chosen on the way there
     * @param chosenIn the step of each of these choices
     */
    public Reduced(int[] tasks, int[] chosen, int[] chosenIn) {
        this(
                null,
                tasks.length,
                new Node[tasks.length + 1],
                new Branch[tasks.length + 1],
                new Values(),
                new Trace());
        for (int task : tasks) {
            branches[depth++] = new Branch(task, SleepSet.NOBODY);
        }
        for (int i = 0; i < chosen.length; i++) {
            values.add(chosen[i], chosen[i] + 1, chosenIn[i]);
        }
        firstNew = depth;
    }

    private Reduced(
            @Nullable Reduced giver,
            int from,
            Node[] nodes,
            Branch[] branches,
            Values values,
            Trace trace) {
        this.giver = giver;
        this.from = from;
        this.nodes = nodes;
        this.branches = branches;
        this.values = values;
        this.trace = trace;
        this.sourceSets = new SourceSets(trace, this::ask);
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
            if (at < from && giver == null) {
                nodes[at] = new Node(enabled, SleepSet.NOBODY);
            }
            return nodes[at].enabled == enabled ? branches[at++].task() : DIVERGED;
        }
        SleepSet sleep =
                depth == 0 ? SleepSet.NOBODY : branches[depth - 1].sleep().after(trace, depth - 1);
        long awake = enabled & ~sleep.tasks();
        if (awake == 0) {
            return PRUNE;
        }
        int next =
                current >= 0 && (awake >>> current & 1) != 0
                        ? current
                        : Long.numberOfTrailingZeros(awake);
        if (depth == nodes.length) {
            nodes = Arrays.copyOf(nodes, depth * 2);
            branches = Arrays.copyOf(branches, depth * 2);
        }
        nodes[depth] = new Node(enabled, sleep);
        branches[depth] = nodes[depth].begin(next);
        depth++;
        at++;
        return next;
    }

    @Override
    public int nextInt(int bound) {
        return values.next(bound, at - 1);
    }

    @Override
    public boolean executionDone(Trace last) {
        trace = last;
        isTold = true;
        sourceSets.extend(last, nodes, depth, firstNew);
        for (int i = 0; i < values.count(); i++) {
            int step = values.step(i);
            branches[step] = branches[step].seen(last, step);
        }
        if (giver != null && !handover.isKnown() && !values.areChosenIn(from - 1)) {
            handover.know(branch(from - 1));
        }
        return goesOn();
    }

    private void ask(int step, long first, long put) {
        if (step >= from) {
            nodes[step].ask(first, put);
        } else {
            handover.ask(step, first, put);
        }
    }

    /** Goes to the next branch, or to the next value; not if there is none or a part is missing. */
    private boolean goesOn() {
        missing = null;
        while (depth > 0 && depth >= from) {
            int step = depth - 1;
            if (values.advance(step) || (step >= from && takesNext(step))) {
                firstNew = step;
                return true;
            }
            if (missing != null) {
                return false;
            }
            depth--;
        }
        return false;
    }

    private boolean takesNext(int step) {
        Node node = nodes[step];
        for (Iterator<Reduced> parts = given.iterator(); parts.hasNext(); ) {
            Reduced part = parts.next();
            if (part.from == step + 1) {
                if (!part.handover.isDone()) {
                    missing = part;
                    return false;
                }
                part.handover.tell(node);
                part.handover.tell(this::ask);
                parts.remove();
            }
        }
        if (!node.hasMore()) {
            return false;
        }
        node.sleeps(branch(step));
        branches[step] = node.take();
        return true;
    }

    /** The current branch of a node, with all that its first step is known to access. */
    private Branch branch(int step) {
        return isTold ? branches[step].seen(trace, step) : branches[step];
    }

    @Override
    public Optional<Divisible> split() {
        for (int step = from; step < depth; step++) {
            if (nodes[step].hasMore() && areAllKnown(step)) {
                return Optional.of(part(step));
            }
        }
        return Optional.empty();
    }

    /** Whether it is known what the first steps of all branches access that have been taken. */
    private boolean areAllKnown(int step) {
        Node node = nodes[step];
        boolean isNew = step == firstNew && missing == null;
        if (!isNew && !values.areChosenIn(step)) {
            node.sleeps(branch(step));
        }
        given.stream()
                .filter(part -> part.from == step + 1)
                .forEach(part -> part.handover.tell(node));
        return node.areAllKnown();
    }

    private Reduced part(int step) {
        Reduced part =
                new Reduced(
                        this,
                        step + 1,
                        Arrays.copyOf(nodes, step + 1),
                        Arrays.copyOf(branches, step + 1),
                        values.before(step),
                        trace);
        part.branches[step] = nodes[step].take();
        part.depth = step + 1;
        part.firstNew = step;
        given.add(part);
        return part;
    }

    @Override
    public List<Divisible> released() {
        List<Divisible> parts = new ArrayList<>();
        Reduced part = this;
        while (true) {
            Reduced other = part.missing;
            if (other != null) {
                part.rest(parts);
                if (other.handover.isAwaited()) {
                    return parts;
                }
            } else {
                Reduced next = part.giver;
                if (next == null || !part.end()) {
                    return parts;
                }
                part = next;
            }
            if (part.goesOn()) {
                parts.add(part);
                return parts;
            }
        }
    }

    /** Before it waits, it keeps what its last execution has told, and gives away what it can. */
    private void rest(List<Divisible> parts) {
        for (int step = Math.max(0, from - 1); step < depth; step++) {
            branches[step] = branch(step);
        }
        isTold = false;
        for (Optional<Divisible> part = split(); part.isPresent(); part = split()) {
            parts.add(part.get());
        }
    }

    /**
     * Everything has been searched.
     *
     * @return whether the giver waits for that
     */
    private boolean end() {
        handover.know(branch(from - 1));
        return handover.end();
    }
}
