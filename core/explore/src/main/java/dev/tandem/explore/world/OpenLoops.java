// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loops that a thread is in, the innermost last. One that it has left stays here until an outer
 * one goes round, or there is no room for it: where a loop is left is not known.
 */
final class OpenLoops {

    private static final int MOST = 8;

    private final int thread;
    private final List<Rounds> rounds = new ArrayList<>();
    private int depth;

    /** The loop whose last round was one of those that do nothing new. */
    private @Nullable Rounds tame;

    private int lookedAt = -1;

    OpenLoops(int thread) {
        this.thread = thread;
    }

    void clear() {
        depth = 0;
        tame = null;
        lookedAt = -1;
    }

    /** The thread has looked at the time when so many changes had been made by all. */
    void looksAt(int changes) {
        lookedAt = changes;
    }

    boolean hasLookedAt(int changes) {
        return lookedAt == changes;
    }

    @Nullable Rounds tame() {
        return tame;
    }

    void setTame(@Nullable Rounds rounds) {
        tame = rounds;
    }

    boolean isFull() {
        return depth == MOST;
    }

    /** The thread comes to a loop from outside. */
    Rounds enter(int loop) {
        if (isFull()) {
            rounds.add(rounds.removeFirst());
            depth--;
        }
        if (depth == rounds.size()) {
            rounds.add(new Rounds(thread));
        }
        Rounds entered = rounds.get(depth++);
        entered.begin(loop);
        return entered;
    }

    /** The loop goes round: those within it have been left. */
    Rounds back(int loop) {
        int at = depth - 1;
        while (at >= 0 && rounds.get(at).loop() != loop) {
            at--;
        }
        if (at < 0) {
            return enter(loop);
        }
        depth = at + 1;
        return rounds.get(at);
    }

    int depth() {
        return depth;
    }

    Rounds at(int index) {
        return rounds.get(index);
    }
}
