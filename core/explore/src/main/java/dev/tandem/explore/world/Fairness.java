// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/**
 * Fairness towards threads that wait by looping: one that yields is not chosen again before
 * everybody who could go on then has moved or stopped (Musuvathi and Qadeer, 2008). Without it a
 * depth-first search would follow a loop for ever.
 *
 * <p>A thread yields by saying so, or by going round a loop for so long that it can only be
 * waiting.
 */
public final class Fairness {

    private static final long IDLE_NANOS = 1_000_000;
    private static final int MOST_SPINS = 2_000;
    private static final int MOST_YIELDS = 16;
    private static final int MOST_ROUNDS = 50;

    private final Scheduler scheduler;
    private final Spins spins;
    private final VirtualClock clock;
    private final Ledger ledger;
    private final boolean tracked;
    private long yielded;
    private long heldBack;

    Fairness(World world, Scheduler scheduler) {
        this.scheduler = scheduler;
        this.spins = scheduler.spins();
        this.clock = scheduler.clock();
        this.ledger = world.ledger();
        this.tracked = world.options().tracked();
    }

    void clear() {
        yielded = 0;
    }

    /** Whether somebody lets others go first. */
    boolean hasYielded() {
        return yielded != 0;
    }

    /** How often all executions have kept back a thread that could have gone on. */
    long heldBack() {
        return heldBack;
    }

    /** Who may be chosen among those who can go on. */
    long eligible(long runnable) {
        long fair = runnable & ~yielded;
        return fair != 0 ? fair : runnable;
    }

    void moved(Task mover, long runnable) {
        for (long rest = yielded; rest != 0; rest &= rest - 1) {
            Task task = scheduler.task(Long.numberOfTrailingZeros(rest));
            task.yieldedTo &= ~mover.bit & runnable;
            if (task.yieldedTo == 0 || task == mover) {
                task.yieldedTo = 0;
                yielded &= ~task.bit;
            }
        }
    }

    /**
     * The running thread says that others may go first. They have to if it says so again at the
     * same place before anybody has gone, and has done something in between: it may be about to go
     * round for ever.
     */
    void yields(Task me) {
        giveWay(me, me.yieldsAgain() && !spins.mayWait(me));
    }

    /**
     * A loop has gone round once more; one that does so for long without a point of choice is
     * waiting for somebody. Where accesses are not recorded, that is all that tells who waits, so
     * one that goes round past points of choice does so too.
     */
    public void backEdge() {
        Task me = scheduler.current();
        int edges = ++me.backEdges;
        if (scheduler.isAtomic()) {
            return;
        }
        if (edges > MOST_SPINS) {
            me.backEdges = 0;
            giveWay(me, false);
        } else if (edges == 1 && !tracked && ++me.rounds > MOST_ROUNDS && isWaitedFor(me)) {
            giveWay(me, true);
        }
    }

    /**
     * As {@link #backEdge}, of a loop in which a thread may wait; it has told what its local
     * variables hold.
     *
     * @param loop tells it from others
     */
    public void spinEdge(int loop) {
        if (scheduler.isAtomic()) {
            spins.forgetLocals();
            return;
        }
        Task me = scheduler.current();
        switch (spins.round(me, loop)) {
            case UNKNOWN -> backEdge();
            case TOO_MANY -> {
                if (isWaitedFor(me)) {
                    giveWay(me, true);
                } else {
                    backEdge();
                }
            }
            case LATER -> {
                spins.looks(me);
                letOthersGoFirst(me);
            }
            case THE_SAME -> {
                me.backEdges = 0;
                scheduler.reschedule(me);
            }
        }
    }

    private void giveWay(Task me, boolean must) {
        if (scheduler.isAtomic()) {
            return;
        }
        boolean alone = others(me) == 0;
        if (!alone && !must && me.yields++ < MOST_YIELDS) {
            scheduler.reschedule(me);
        } else {
            heldBack += alone ? 0 : 1;
            letOthersGoFirst(me);
        }
    }

    /** The running thread does nothing new before somebody else has gone. */
    public void letOthersGoFirst() {
        if (!scheduler.isAtomic()) {
            letOthersGoFirst(scheduler.current());
        }
    }

    private void letOthersGoFirst(Task me) {
        ledger.log(Ledger.TURN, Trace.FOREIGN, true);
        if (spins.onlyLook(others(me))) {
            clock.pass(IDLE_NANOS);
        }
        me.yieldedTo = others(me);
        yielded |= me.bit;
        scheduler.reschedule(me);
    }

    /** Whether a thread that goes on and on keeps others from going, or the time from passing. */
    private boolean isWaitedFor(Task me) {
        return others(me) != 0 || clock.canMove();
    }

    /** Who could take the next step in place of a thread, one bit each. */
    private long others(Task me) {
        return scheduler.runnable & ~spins.waiting() & ~me.bit;
    }
}
