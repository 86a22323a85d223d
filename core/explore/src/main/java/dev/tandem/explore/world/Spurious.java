// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/**
 * What happens for no reason: waits that end though nobody has ended them, and weak updates that
 * fail though the value is the expected one. At most so many in an execution.
 *
 * <p>Whether it happens is a choice of a value, made when the wait begins. Later it need not be
 * asked again: who has stopped waiting can still be kept waiting by the strategy, and as long as
 * nobody ends the wait, nobody can tell when it has ended.
 */
public final class Spurious {

    private final Scheduler scheduler;
    private final Ledger ledger;
    private final Trace trace;
    private final int most;
    private int spent;
    private boolean possible;

    Spurious(World world) {
        this.scheduler = world.scheduler();
        this.ledger = world.ledger();
        this.trace = world.trace();
        this.most = world.options().environment().spurious();
    }

    void clear() {
        spent = 0;
    }

    /** Whether any execution has come to where it could have happened. */
    boolean isPossible() {
        return possible;
    }

    /** The next wait of the running thread is one of the program's, which may end so. */
    public void permit() {
        scheduler.current().restless = true;
    }

    /** Whether the wait that the running thread begins ends at once, for no reason. */
    boolean endsWait(Task me) {
        boolean permitted = me.restless;
        me.restless = false;
        return permitted && happens();
    }

    /** Whether it happens, here and now. */
    public boolean happens() {
        if (scheduler.isAtomic()) {
            return false;
        }
        possible = true;
        if (most == 0) {
            return false;
        }
        ledger.log(Ledger.SPURIOUS, Trace.FOREIGN, false);
        if (spent == most || scheduler.pick(2) == 0) {
            return false;
        }
        ledger.log(Ledger.SPURIOUS, Trace.FOREIGN, true);
        trace.happensForNoReason();
        spent++;
        return true;
    }
}
