// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/**
 * The threads that wait by going round a loop: none of them is chosen before somebody has written
 * to what it reads, for until then it does nothing that it has not done before. So a loop that
 * waits for another thread has an end in every execution in which that other thread gets there.
 */
final class Spins {

    private final Scheduler scheduler;
    private long watched;
    private long waiting;

    Spins(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void clear() {
        watched = 0;
        waiting = 0;
    }

    /** The threads that wait so, one bit each. */
    long waiting() {
        return waiting;
    }

    /** A loop of the running thread has gone round. */
    Rounds.Next round(Task me, int loop) {
        watched |= me.bit;
        Rounds.Next next = me.rounds().end(loop);
        if (next == Rounds.Next.THE_SAME) {
            waiting |= me.bit;
        }
        return next;
    }

    /** The running thread has accessed something. */
    void accessed(int object, int field, boolean write) {
        if (watched == 0 || object == Ledger.TURN) {
            return;
        }
        long place = (long) object << 32 | (field & ~Trace.KIND);
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            if (write) {
                me.rounds().spoil();
                watched &= ~me.bit;
            } else {
                me.rounds().read(place);
            }
        }
        if (write) {
            tell(place, watched & ~me.bit);
        }
    }

    private void tell(long place, long others) {
        for (long rest = others; rest != 0; rest &= rest - 1) {
            Task task = scheduler.task(Long.numberOfTrailingZeros(rest));
            if (task.rounds().reads(place)) {
                task.rounds().spoil();
                if ((waiting & task.bit) != 0) {
                    waiting &= ~task.bit;
                    task.cause = scheduler.steps() - 1;
                }
            }
        }
    }

    /** The round that the running thread is in does something new. */
    void spoil() {
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            me.rounds().spoil();
        }
    }

    /** The running thread has looked at the clock. */
    void readTheTime() {
        Task me = scheduler.current();
        if ((watched & me.bit) != 0) {
            me.rounds().readTheTime();
        }
    }
}
