// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.strategy;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What passes between a part of a search and the one that has given it away, which two workers may
 * have at the same time.
 */
final class Handover {

    /** Written by the part until it is done, and then read by its giver. */
    private final Set<Request> outside = new LinkedHashSet<>();

    private volatile @Nullable Branch known;
    private boolean done;
    private boolean awaited;

    /** The part asks something of a node that is not its own. */
    void ask(int step, long first, long put) {
        outside.add(new Request(step, first, put));
    }

    /** It is known what the first step of the branch accesses that the part is. */
    void know(Branch branch) {
        known = branch;
    }

    boolean isKnown() {
        return known != null;
    }

    /**
     * The part has been searched to its end, and its branch is known.
     *
     * @return whether the giver waits for that
     */
    synchronized boolean end() {
        done = true;
        return awaited;
    }

    synchronized boolean isDone() {
        return done;
    }

    /** Whether the giver waits from now on: not if the part has come to its end. */
    synchronized boolean isAwaited() {
        awaited = !done;
        return awaited;
    }

    /** Tells the node whose branch the part is what is known of it. */
    void tell(Node node) {
        Branch branch = known;
        if (branch != null) {
            node.sleeps(branch);
        }
    }

    /** Tells, once the part is done, what it has asked, in that order. */
    void tell(Request.Sink sink) {
        outside.forEach(asked -> sink.ask(asked.step(), asked.first(), asked.put()));
    }
}
