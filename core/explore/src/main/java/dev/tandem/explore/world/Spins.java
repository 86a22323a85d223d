// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import org.jspecify.annotations.Nullable;

/**
 * The threads that wait by going round a loop: none of them is chosen before somebody has written
 * to what it reads, for until then it does nothing that it has not done before, unless it counts.
 * So a loop that waits for another thread has an end in every execution in which that other thread
 * gets there.
 *
 * <p>What a round writes in passing, such as a lock that it takes and gives back, does not wake
 * those who wait so, if the rounds before have done the same and nothing else: two of them would
 * wake one another for ever. When it comes to more than that, they are told after all.
 */
public final class Spins {

    private final Scheduler scheduler;
    private final Ledger ledger;
    private final @Nullable OpenLoops[] loops = new @Nullable OpenLoops[Scheduler.MAX_TASKS];
    private Locals locals = new Locals();
    private long known;
    private long watched;
    private long waiting;
    private boolean counted;

    /** How often somebody has changed something. */
    private int changes;

    Spins(Scheduler scheduler, Ledger ledger) {
        this.scheduler = scheduler;
        this.ledger = ledger;
    }

    void clear() {
        for (long rest = known; rest != 0; rest &= rest - 1) {
            of(Long.numberOfTrailingZeros(rest)).clear();
        }
        known = 0;
        watched = 0;
        waiting = 0;
        changes = 0;
    }

    private OpenLoops of(int task) {
        OpenLoops open = loops[task];
        if (open == null) {
            open = new OpenLoops(Ledger.of(scheduler.task(task)));
            loops[task] = open;
        }
        return open;
    }

    /** Whether any execution has left out rounds of a loop that counts them. */
    boolean haveCounted() {
        return counted;
    }

    /** The threads that wait so, one bit each. */
    long waiting() {
        return waiting;
    }

    /** The running thread comes from outside to where a loop begins in which it may wait. */
    public void enter(int loop) {
        if (scheduler.isAtomic()) {
            return;
        }
        Task me = scheduler.current();
        known |= me.bit;
        OpenLoops open = of(me.index);
        if (open.isFull()) {
            tellAll(me);
        }
        open.enter(loop);
    }

    /** What a local variable holds at the end of a round. */
    public void local(long value) {
        locals.add(value);
    }

    public void local(@Nullable Object value) {
        locals.add(value);
    }

    /** What one holds that nothing uses before the loop has ended. */
    public void result(long value) {
        locals.addResult(value);
    }

    public void result(@Nullable Object value) {
        locals.addResult(value);
    }

    /** What has been told of local variables is not needed: the loop does not go round. */
    public void forgetLocals() {
        locals.clear();
    }

    /** A loop of the running thread has gone round. */
    Rounds.Next round(Task me, int loop) {
        known |= me.bit;
        OpenLoops open = of(me.index);
        Rounds rounds = open.back(loop);
        boolean alike = rounds.areAlike(locals);
        if (!alike || open.tame() != rounds) {
            tellAll(me);
        }
        boolean counts = !rounds.haveResultsAs(locals);
        locals = rounds.keep(locals);
        Rounds.Next next = rounds.end(alike, me);
        boolean leftOut = next == Rounds.Next.THE_SAME || next == Rounds.Next.LATER;
        counted |= counts && leftOut;
        watched |= me.bit;
        if (rounds.isSteady()) {
            open.setTame(rounds);
        }
        if (next == Rounds.Next.THE_SAME) {
            waiting |= me.bit;
        }
        return next;
    }

    /** The running thread does nothing but look at the time, as long as nothing changes. */
    void looks(Task me) {
        of(me.index).looksAt(changes);
    }

    /** Whether no thread of some does anything but look at the time. */
    boolean onlyLook(long threads) {
        for (long rest = threads; rest != 0; rest &= rest - 1) {
            int task = Long.numberOfTrailingZeros(rest);
            if ((known & 1L << task) == 0 || !of(task).hasLookedAt(changes)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the round that a thread is in has changed nothing so far, so that it may wait. */
    boolean mayWait(Task me) {
        if ((watched & me.bit) == 0) {
            return false;
        }
        OpenLoops open = of(me.index);
        for (int i = 0; i < open.depth(); i++) {
            if (open.at(i).isHarmless()) {
                return true;
            }
        }
        return false;
    }

    /** The running thread has accessed something. */
    void accessed(int object, int field, boolean write) {
        if (watched == 0 || object == Ledger.TURN) {
            return;
        }
        long place = (long) object << 32 | (field & ~Trace.KIND);
        Task me = scheduler.current();
        boolean passes = false;
        if ((watched & me.bit) != 0) {
            OpenLoops open = of(me.index);
            if (write) {
                passes = write(me, open, object, place);
            } else {
                for (int i = 0; i < open.depth(); i++) {
                    if (open.at(i).isHarmless()) {
                        open.at(i).read(object, place);
                    }
                }
            }
        }
        changes += write && !passes ? 1 : 0;
        long others = watched & ~me.bit;
        if (others != 0) {
            tell(place, write, passes, others);
        }
    }

    /**
     * @return whether it is in passing that a thread writes which has done so before
     */
    private boolean write(Task me, OpenLoops open, int object, long place) {
        Rounds tame = open.tame();
        boolean passes = tame != null && tame.isHarmless() && tame.write(object, place);
        boolean harmless = false;
        for (int i = 0; i < open.depth(); i++) {
            Rounds rounds = open.at(i);
            if (rounds != tame && rounds.isHarmless()) {
                rounds.write(object, place);
            }
            harmless |= rounds.isHarmless();
        }
        if (!passes) {
            tellAll(me);
        }
        if (!harmless) {
            watched &= ~me.bit;
        }
        return passes;
    }

    /** The running thread does more than it did in its rounds: what it has written counts. */
    private void tellAll(Task me) {
        OpenLoops open = of(me.index);
        Rounds tame = open.tame();
        if (tame != null) {
            open.setTame(null);
            long others = watched & ~me.bit;
            tame.forEachInPassing(place -> tell(place, true, false, others));
        }
    }

    private void tell(long place, boolean write, boolean passes, long others) {
        for (long rest = others; rest != 0; rest &= rest - 1) {
            Task task = scheduler.task(Long.numberOfTrailingZeros(rest));
            boolean waits = (waiting & task.bit) != 0;
            if ((!waits || (write && !passes)) && disturb(of(task.index), place, write) && waits) {
                waiting &= ~task.bit;
                task.cause = scheduler.steps() - 1;
            }
        }
    }

    private static boolean disturb(OpenLoops open, long place, boolean write) {
        boolean disturbed = false;
        for (int i = 0; i < open.depth(); i++) {
            Rounds rounds = open.at(i);
            if (write ? rounds.dependsOn(place) : rounds.shows(place)) {
                rounds.disturb();
                disturbed = true;
            }
        }
        return disturbed;
    }

    /** The running thread enters a monitor, which it may have entered before. */
    void enters(Object monitor) {
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            OpenLoops open = of(me.index);
            for (int i = 0; i < open.depth(); i++) {
                open.at(i).enters(ledger.identify(monitor));
            }
        }
    }

    void leaves(Object monitor) {
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            OpenLoops open = of(me.index);
            for (int i = 0; i < open.depth(); i++) {
                open.at(i).leaves(ledger.identify(monitor));
            }
        }
    }

    /** The running thread is about to set the state of a synchroniser. */
    public void stateChanges(QueuedTwin synchroniser) {
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            OpenLoops open = of(me.index);
            for (int i = 0; i < open.depth(); i++) {
                open.at(i).remember(synchroniser, ledger.identify(synchroniser));
            }
        }
    }

    /**
     * The round that the running thread is in does something new: it changes what is not recorded.
     */
    public void spoil() {
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            OpenLoops open = of(me.index);
            tellAll(me);
            for (int i = 0; i < open.depth(); i++) {
                open.at(i).spoil();
            }
        }
    }

    /** The running thread has looked at the clock. */
    void readTheTime() {
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            OpenLoops open = of(me.index);
            for (int i = 0; i < open.depth(); i++) {
                open.at(i).readTheTime();
            }
        }
    }
}
