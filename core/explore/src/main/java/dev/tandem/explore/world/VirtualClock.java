// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Environment.Time;
import dev.tandem.explore.world.Task.Wait;

/**
 * The time of a world, which costs nothing: it moves from one deadline to the next.
 *
 * <p>Where it may do so at any moment it is one more that the strategy may choose, with a number of
 * its own. What it may do next depends on the waits that have begun and ended; so whatever begins
 * or ends one is recorded as a read of the clock, and its move as a write. A thread that has timed
 * out at a place before is likely to wait there in a loop, which would go on for ever; its later
 * time-outs there come when nobody can go on.
 */
public final class VirtualClock {

    /** The number under which the clock is chosen, which no thread has. */
    public static final int INDEX = Scheduler.MAX_TASKS;

    /** The time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private final World world;
    private final Scheduler scheduler;
    private final Ledger ledger;
    private final Task task = new Task(INDEX, new Thread("the clock"));
    private final boolean free;
    private long now;
    private long able;
    private boolean awaited;

    VirtualClock(World world, Scheduler scheduler) {
        this.world = world;
        this.scheduler = scheduler;
        this.ledger = world.ledger();
        this.free = world.options().environment().time() == Time.ANY;
    }

    void clear() {
        now = 0;
        able = 0;
        task.cause = -1;
    }

    /** As what the strategy chooses it. */
    Task task() {
        return task;
    }

    /** Its bit among those that can be chosen, if it can. */
    long able() {
        return able;
    }

    /** Nanoseconds since the execution began. */
    long now() {
        read();
        return now;
    }

    /** Whether any execution has had a wait with a time limit. */
    boolean isAwaited() {
        return awaited;
    }

    /**
     * When a wait that begins now ends by itself.
     *
     * @param nanos how long it is, at least 1
     * @return {@link #NEVER} when that is later than the clock can show, after some 292 years
     */
    long deadline(long nanos) {
        read();
        return nanos < NEVER - now ? now + nanos : NEVER;
    }

    /** A thread looks at the clock, or changes what it may do next. */
    void read() {
        if (free) {
            ledger.log(Ledger.CLOCK, Trace.FOREIGN, false);
        }
    }

    /** A wait with a time limit has begun, or ended before its time. */
    void changed() {
        awaited = true;
        if (free) {
            read();
            task.cause = world.trace().steps() - 1;
            look();
        }
    }

    /** It can move if everybody who would time out may do so at any moment. */
    private void look() {
        long next = next();
        able = next == NEVER ? 0 : task.bit;
        for (int i = 0; i < scheduler.taskCount && able != 0; i++) {
            Task waiter = scheduler.task(i);
            if (isDue(waiter, next) && waiter.hasTimedOutHere()) {
                able = 0;
            }
        }
    }

    /** Whether somebody waits until a time that comes. */
    boolean canMove() {
        return next() != NEVER;
    }

    /** The next deadline; {@link #NEVER} when there is none. */
    private long next() {
        long next = NEVER;
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task waiter = scheduler.task(i);
            if (isDue(waiter, next)) {
                next = waiter.deadline;
            }
        }
        return next;
    }

    private boolean isDue(Task waiter, long time) {
        return waiter.isTimed()
                && waiter.deadline <= time
                && (scheduler.runnable & waiter.bit) == 0;
    }

    /** It has been chosen: it moves to the next deadline. */
    void move() {
        world.trace().clockMoves();
        ledger.log(Ledger.CLOCK, Trace.FOREIGN, true);
        now = next();
        wakeDue();
        look();
    }

    /**
     * It moves to the next deadline because nobody can go on.
     *
     * @return whether there is one
     */
    boolean moveWhenIdle() {
        long next = next();
        if (next == NEVER) {
            return false;
        }
        passUntil(next);
        return true;
    }

    /** Nobody can go on, or all that can only look at the time: it passes. */
    void pass(long nanos) {
        if (free) {
            ledger.log(Ledger.CLOCK, Trace.FOREIGN, true);
        }
        passUntil(now < NEVER - nanos ? now + nanos : NEVER);
    }

    private void passUntil(long time) {
        now = Math.min(time, NEVER - 1);
        world.trace().quiesced();
        wakeDue();
        if (free) {
            look();
        }
    }

    /** Ends the waits whose time has come. */
    private void wakeDue() {
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task waiter = scheduler.task(i);
            if (isDue(waiter, now)) {
                waiter.timesOutHere();
                if (waiter.wait == Wait.NOTIFICATION) {
                    timeOut(waiter);
                } else {
                    waiter.deadline = 0;
                    scheduler.wake(waiter);
                }
                if (free) {
                    ledger.log(Ledger.of(waiter), 0, true);
                }
            }
        }
    }

    private void timeOut(Task waiter) {
        waiter.deadline = 0;
        if (free) {
            // A notification may now find one waiting thread less.
            ledger.touch(waiter.waitedFor(), Trace.FOREIGN, true);
        }
        world.monitors().reenter(waiter);
    }
}
