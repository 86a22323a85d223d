// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Task.Wait;
import org.jspecify.annotations.Nullable;

/**
 * The monitors of the objects of a world: {@code synchronized}, {@code wait} and {@code notify}.
 */
public final class Monitors {

    private final World world;
    private final Scheduler scheduler;
    private final Ledger ledger;

    Monitors(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.ledger = world.ledger();
    }

    static final class Monitor {
        @Nullable Task owner;
        int count;
    }

    Monitor of(Object object) {
        Object value = ledger.ids().attachment(object);
        if (value != null) {
            return (Monitor) value;
        }
        Monitor monitor = new Monitor();
        ledger.ids().attach(object, monitor);
        return monitor;
    }

    @Nullable Task owner(Object object) {
        return ledger.ids().attachment(object) instanceof Monitor monitor ? monitor.owner : null;
    }

    /** Enters a monitor; waits until it is free. */
    public void enter(Object object) {
        if (scheduler.isAtomic()) {
            return;
        }
        Monitor monitor = of(object);
        Task me = scheduler.current();
        scheduler.spins().enters(object);
        if (monitor.owner == me) {
            monitor.count++;
            return;
        }
        me.asks = object;
        scheduler.acquirePoint(me, Wait.MONITOR, object, monitor.owner == null);
        me.asks = null;
        own(object, monitor, me, 1);
    }

    void own(Object object, Monitor monitor, Task me, int count) {
        monitor.owner = me;
        monitor.count = count;
        ledger.log(ledger.identify(object), Ledger.MONITOR, true);
        world.took(object);
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait == Wait.MONITOR && task.waitsFor == object && task != me) {
                scheduler.runnable &= ~task.bit;
            }
        }
    }

    private void free(Object object, Monitor monitor) {
        monitor.owner = null;
        monitor.count = 0;
        ledger.log(ledger.identify(object), Ledger.MONITOR, true);
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait == Wait.MONITOR && task.waitsFor == object) {
                scheduler.runnable |= task.bit;
            }
        }
    }

    /** Leaves a monitor. */
    public void exit(Object object) {
        if (scheduler.isAtomic()) {
            return;
        }
        Monitor monitor = mine(object);
        scheduler.spins().leaves(object);
        if (--monitor.count == 0) {
            free(object, monitor);
        }
    }

    public boolean isMine(Object object) {
        return of(object).owner == scheduler.current();
    }

    private Monitor mine(Object object) {
        Monitor monitor = of(object);
        if (monitor.owner != scheduler.current()) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
        return monitor;
    }

    /**
     * {@link Object#wait(long, int)}.
     *
     * @param nanos the time limit; 0 for none
     */
    public void await(Object object, long nanos) throws InterruptedException {
        Monitor monitor = mine(object);
        Task me = scheduler.current();
        scheduler.point();
        world.threads().throwIfInterrupted(me);
        int count = monitor.count;
        free(object, monitor);
        me.notified = false;
        if (world.spurious().endsWait(me)) {
            scheduler.acquirePoint(me, Wait.MONITOR, object, true);
        } else {
            me.deadline = nanos == 0 ? 0 : scheduler.clock().deadline(nanos);
            scheduler.block(me, Wait.NOTIFICATION, object);
            me.deadline = 0;
            me.wait = Wait.NONE;
            me.waitsFor = null;
        }
        own(object, monitor, me, count);
        if (!me.notified) {
            world.threads().throwIfInterrupted(me);
        }
    }

    /**
     * A thread that was waiting for a notification has got it, or need not wait any longer: now it
     * wants the monitor back.
     */
    void reenter(Task waiter) {
        Object object = waiter.waitsFor;
        waiter.wait = Wait.MONITOR;
        if (waiter.isTimed()) {
            waiter.deadline = 0;
            scheduler.clock().changed();
        }
        waiter.cause = world.trace().steps() - 1;
        if (object != null && of(object).owner == null) {
            scheduler.runnable |= waiter.bit;
        }
    }

    /** {@link Object#notify}: which of the waiting threads is woken is a choice of its own. */
    public void signal(Object object, boolean all) {
        mine(object);
        scheduler.point();
        ledger.log(ledger.identify(object), Ledger.MONITOR, true);
        ledger.log(ledger.identify(object), Trace.FOREIGN, true);
        int waiting = 0;
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            waiting += waits(task, object) ? 1 : 0;
            if (waits(task, object) && task.isTimed()) {
                scheduler.clock().read();
            }
        }
        if (waiting == 0) {
            return;
        }
        int chosen = all ? -1 : scheduler.pick(waiting);
        int seen = 0;
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (waits(task, object) && (seen++ == chosen || all)) {
                task.notified = true;
                ledger.log(Ledger.of(task), 0, true);
                reenter(task);
            }
        }
    }

    private static boolean waits(Task task, Object object) {
        return task.wait == Wait.NOTIFICATION && task.waitsFor == object;
    }
}
