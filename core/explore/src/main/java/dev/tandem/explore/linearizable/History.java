// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What the operations of a scenario have come to in one execution, by their numbers. It grows while
 * the execution runs, in one carrier thread, and is read after that.
 */
final class History {

    private final String[] results;
    private final int[] calledAt;
    private final int[] returnedAt;
    private final List<Integer> order = new ArrayList<>();
    private final Map<Integer, Thread> waiting = new HashMap<>();
    private boolean overtaking;
    private int now;

    History(int size) {
        results = new String[size];
        Arrays.fill(results, Operation.PENDING);
        calledAt = new int[size];
        Arrays.fill(calledAt, Integer.MAX_VALUE);
        returnedAt = new int[size];
        Arrays.fill(returnedAt, Integer.MAX_VALUE);
    }

    /** An operation is called by a thread, while others may be waiting in one. */
    void calls(int operation, Thread caller, Predicate<Thread> canGoOn) {
        overtaking |= waiting.values().stream().anyMatch(canGoOn);
        waiting.put(operation, caller);
        calls(operation);
    }

    void calls(int operation) {
        calledAt[operation] = now++;
    }

    void returns(int operation, String result) {
        waiting.remove(operation);
        results[operation] = result;
        returnedAt[operation] = now++;
        order.add(operation);
    }

    /**
     * Whether an operation was called although the thread of one that had waited could go on: then
     * they were not carried out one at a time.
     */
    boolean isOvertaking() {
        return overtaking;
    }

    /** The results, {@link Operation#PENDING} for what has not returned. */
    List<String> results() {
        return List.of(results);
    }

    /** The operations that have returned, first things first. */
    List<Integer> order() {
        return List.copyOf(order);
    }

    /** Whether an operation had returned before another was called. */
    boolean precedes(int one, int other) {
        return returnedAt[one] < calledAt[other];
    }

    boolean wasCalled(int operation) {
        return calledAt[operation] != Integer.MAX_VALUE;
    }

    /** Tells two histories apart that are to be judged alike only if they are the same. */
    List<Object> key() {
        return List.of(results(), Arrays.hashCode(calledAt), Arrays.hashCode(returnedAt));
    }

    @Override
    public String toString() {
        return String.join(", ", results);
    }
}
