// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does which part of a run, kept by the caller. A part is to do, given out, or done. It may be
 * computed more than once, because members die and hang; its result counts once.
 *
 * <p>Every call takes constant time for each part that it is about. There is no I/O here and no
 * thread: the one that hears of results and of members owns the book.
 *
 * @param <M> what names a member; a member that comes back has another name
 */
final class Book<M> {

    /**
     * How many members compute a part at the same time, at most. One that hangs is worked around by
     * the second; when both hang, they are lost before long, and the part is given out again.
     */
    private static final byte MOST_COPIES = 2;

    /** How often the members that have a part may be lost before the part is suspected of it. */
    static final int MOST_LOSSES = 5;

    /** The parts that a member has, those given first in front. */
    private static final class Hand {
        private final int window;
        private final SequencedSet<Integer> parts = new LinkedHashSet<>();

        Hand(int window) {
            this.window = window;
        }
    }

    private final long run;
    private final int size;
    private final BitSet done = new BitSet();
    private final Map<M, Hand> hands = new HashMap<>();
    private final byte[] copies;
    private final SequencedSet<Integer> outOnce = new LinkedHashSet<>();
    private final ArrayDeque<Integer> returned = new ArrayDeque<>();
    private final Map<Integer, Integer> losses = new HashMap<>();
    private int fresh;
    private int left;

    /**
     * @param run what tells this run from any other, so that late results of those do not count
     * @param size how many parts there are
     */
    Book(long run, int size) {
        this.run = run;
        this.size = size;
        copies = new byte[size];
        left = size;
    }

    /**
     * A member can be given parts.
     *
     * @param window how many parts it has at most, so that it need not wait for the next one
     */
    void join(M member, int window) {
        hands.putIfAbsent(member, new Hand(window));
    }

    /** Only these are there: what the others had goes to the front of what is to be done. */
    void retain(Set<M> present) {
        for (Iterator<Map.Entry<M, Hand>> all = hands.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<M, Hand> entry = all.next();
            if (!present.contains(entry.getKey())) {
                all.remove();
                entry.getValue().parts.reversed().forEach(this::lose);
            }
        }
    }

    private void lose(int part) {
        copies[part]--;
        if (done.get(part)) {
            return;
        }
        losses.merge(part, 1, Integer::sum);
        if (copies[part] == 0) {
            outOnce.remove(part);
            returned.addFirst(part);
        } else {
            outOnce.addFirst(part);
        }
    }

    /**
     * Gives the member a part: what others have lost, then what nobody has had. When all is given
     * out, a member that has nothing left gets what has been out longest.
     *
     * @return empty when there is nothing for it, or it has enough
     */
    OptionalInt give(M member) {
        Hand hand = hands.get(member);
        if (hand == null || hand.parts.size() >= hand.window) {
            return OptionalInt.empty();
        }
        OptionalInt part = toDo();
        if (part.isEmpty() && hand.parts.isEmpty() && !outOnce.isEmpty()) {
            part = OptionalInt.of(outOnce.getFirst());
        }
        part.ifPresent(given -> put(hand, given));
        return part;
    }

    private OptionalInt toDo() {
        for (@Nullable Integer part = returned.poll(); part != null; part = returned.poll()) {
            // Whoever had it was lost, and yet its result has come.
            if (!done.get(part)) {
                return OptionalInt.of(part);
            }
        }
        return fresh < size ? OptionalInt.of(fresh++) : OptionalInt.empty();
    }

    private void put(Hand hand, int part) {
        hand.parts.add(part);
        copies[part]++;
        if (copies[part] == MOST_COPIES) {
            outOnce.remove(part);
        } else {
            outOnce.add(part);
        }
    }

    /**
     * A result has come. The member has room for another part now, whether it counts or not.
     *
     * @return whether it counts: it is of this run, of a part that has been given out, and the
     *     first for it
     */
    boolean count(long ofRun, M member, int part) {
        if (ofRun != run) {
            return false;
        }
        Hand hand = hands.get(member);
        if (hand != null && hand.parts.remove(part)) {
            copies[part]--;
        }
        if (part < 0 || part >= fresh || done.get(part)) {
            return false;
        }
        done.set(part);
        outOnce.remove(part);
        left--;
        return true;
    }

    /** Whether every part has its result. */
    boolean isComplete() {
        return left == 0;
    }

    /** A part that members do not seem to survive. */
    OptionalInt deadly() {
        return losses.entrySet().stream()
                .filter(entry -> entry.getValue() >= MOST_LOSSES && !done.get(entry.getKey()))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }
}
