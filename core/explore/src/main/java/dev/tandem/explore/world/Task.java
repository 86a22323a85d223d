// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the program: a {@link Thread} that is never started, and what the world knows about
 * it.
 */
public final class Task {

    /** What a task does while it is not running. */
    enum Wait {
        NONE,
        MONITOR,
        LOCK,
        NOTIFICATION,
        PERMIT,
        TERMINATION,
        TIME,
        DONE
    }

    final int index;
    final Thread thread;
    final long bit;
    @Nullable Runnable body;
    Wait wait = Wait.NONE;
    @Nullable Object waitsFor;

    /** The virtual time at which the wait ends by itself; 0 for never. */
    long deadline;

    /** Whether it gives up waiting for a lock when it is interrupted. */
    boolean interruptible;

    /** Whether its next wait may end for no reason. */
    boolean restless;

    boolean permit;
    boolean interrupted;
    boolean notified;
    int site;

    /** To how many places it has come. */
    int visits;

    /** The frames of the program where it has stopped last, the innermost first, if watched. */
    List<Frame> frames = List.of();

    /**
     * What it asks to own at the point of choice where it stands; null when it asks for nothing.
     */
    @Nullable Object asks;

    /** The step that made the task runnable again; -1 when it never stopped. */
    int cause = -1;

    /**
     * The threads that were enabled when this one yielded and have not moved since: it lets them go
     * first.
     */
    long yieldedTo;

    /** The pool that it is a thread of, once it has run a task there. */
    @Nullable Object pool;

    /** Whether it runs a task of that pool. */
    boolean works;

    int backEdges;

    /** How often it has yielded since another thread has gone. */
    int yields;

    /** How often it has gone round a loop, past a point of choice, since then. */
    int rounds;

    /** Where it has yielded since then. */
    private final BitSet yieldedAt = new BitSet(0);

    /** Where its waits have ended because their time had come. */
    private final BitSet timedOut = new BitSet(0);

    int objects;
    int foreigners;
    @Nullable Object blocker;
    private @Nullable IdentityHashMap<Object, Object> locals;

    Task(int index, Thread thread) {
        this.index = index;
        this.thread = thread;
        this.bit = 1L << index;
    }

    public Thread thread() {
        return thread;
    }

    /** The values of the task's thread locals. */
    public IdentityHashMap<Object, Object> locals() {
        IdentityHashMap<Object, Object> map = locals;
        if (map == null) {
            map = new IdentityHashMap<>();
            locals = map;
        }
        return map;
    }

    /** Whether a wait has ended at this place, in this execution, because its time had come. */
    boolean hasTimedOutHere() {
        return timedOut.get(site);
    }

    void timesOutHere() {
        timedOut.set(site);
    }

    /** Whether it has yielded here before since another thread has gone. */
    boolean yieldsAgain() {
        boolean again = yieldedAt.get(site);
        yieldedAt.set(site);
        return again;
    }

    void othersHaveGone() {
        yields = 0;
        rounds = 0;
        yieldedAt.clear();
    }

    /** What a thread gets that this one starts; the program may have a say in it. */
    @SuppressWarnings("NullAway") // an IdentityHashMap takes null values, as a thread local does
    IdentityHashMap<Object, Object> heritage() {
        var heritage = new IdentityHashMap<Object, Object>();
        if (locals != null) {
            new IdentityHashMap<>(locals)
                    .forEach((key, value) -> {
                        if (key instanceof Inheritable inheritable) {
                            heritage.put(key, inheritable.inherited(value));
                        }
                    });
        }
        return heritage;
    }

    void inherit(IdentityHashMap<Object, Object> heritage) {
        if (!heritage.isEmpty()) {
            locals = heritage;
        }
    }

    /** What it waits for, while it waits for something. */
    Object waitedFor() {
        return Objects.requireNonNull(waitsFor);
    }

    /** Whether an interruption ends its wait. */
    boolean endsWhenInterrupted() {
        return switch (wait) {
            case LOCK, PERMIT -> interruptible;
            case NOTIFICATION, TERMINATION, TIME -> true;
            case NONE, MONITOR, DONE -> false;
        };
    }

    boolean isTimed() {
        return deadline != 0;
    }

    /** The name of the thread; a virtual one without a name has its number. */
    public String name() {
        String name = thread.getName();
        return name.isEmpty() ? "virtual-" + index : Origin.whole(name);
    }

    Thread.State state() {
        return switch (wait) {
            case NONE -> Thread.State.RUNNABLE;
            case MONITOR -> Thread.State.BLOCKED;
            case LOCK, NOTIFICATION, PERMIT, TERMINATION, TIME ->
                    isTimed() ? Thread.State.TIMED_WAITING : Thread.State.WAITING;
            case DONE -> Thread.State.TERMINATED;
        };
    }
}
