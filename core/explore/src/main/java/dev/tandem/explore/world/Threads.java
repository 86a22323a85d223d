// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Task.Wait;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The life of the threads of a world: start, join, sleep, park, interrupt, and what happens when
 * nobody can go on.
 */
public final class Threads {

    private final World world;
    private final Scheduler scheduler;
    private final Ledger ledger;
    private final IdentityHashMap<Thread, Runnable> bodies = new IdentityHashMap<>();
    private @Nullable UncaughtExceptionHandler handler;
    private int names;
    private boolean deferring;

    Threads(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.ledger = world.ledger();
    }

    /** Whether who asks for a lock that another holds waits outside of it. */
    void defer(boolean on) {
        deferring = on;
    }

    void reset() {
        names = 0;
        handler = null;
        if (!bodies.isEmpty()) {
            bodies.clear();
        }
    }

    /** A name for a thread that was given none, the same in every execution. */
    public String nextName() {
        ledger.log(Ledger.NAMES, Trace.FOREIGN, true);
        return "Thread-" + names++;
    }

    /** {@link Thread#setDefaultUncaughtExceptionHandler}, in this execution. */
    public void handleBy(@Nullable UncaughtExceptionHandler other) {
        scheduler.point();
        ledger.log(Ledger.HANDLER, Trace.FOREIGN, true);
        handler = other;
    }

    /** What handles exceptions that nothing else does; null for nothing. */
    public @Nullable UncaughtExceptionHandler handler() {
        ledger.log(Ledger.HANDLER, Trace.FOREIGN, false);
        return handler;
    }

    /** A virtual thread does not tell what it would run, so it is remembered. */
    public void remember(Thread thread, Runnable body) {
        bodies.put(thread, body);
    }

    /** What a thread that has not been started is to run. */
    public Runnable body(Thread thread) {
        Runnable body = bodies.get(thread);
        return body == null ? thread : body;
    }

    private @Nullable Task find(Thread thread) {
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.thread == thread) {
                return task;
            }
        }
        return null;
    }

    /** Whether a thread of the program could take the next step. */
    public boolean canGoOn(Thread thread) {
        Task task = find(thread);
        return task != null && (scheduler.runnable & task.bit) != 0;
    }

    /** {@link Thread#start}. */
    public void start(Thread thread) {
        if (scheduler.isAtomic()) {
            // The first run of an initialiser, which is there to see what it computes.
            return;
        }
        scheduler.point();
        // Nobody must see the new thread before it has what it inherits.
        IdentityHashMap<Object, Object> heritage = scheduler.current().heritage();
        if (find(thread) != null) {
            throw new IllegalThreadStateException();
        }
        Task task = scheduler.add(thread);
        task.site = scheduler.current().site;
        task.body = bodies.remove(thread);
        task.inherit(heritage);
        ledger.log(Ledger.of(task), 0, true);
    }

    /**
     * {@link Thread#join(long)}.
     *
     * @param nanos the time limit; 0 for none
     * @return whether the thread has ended
     */
    public boolean join(Thread thread, long nanos) throws InterruptedException {
        scheduler.point();
        Task me = scheduler.current();
        throwIfInterrupted(me);
        Task other = find(thread);
        if (other == null) {
            return thread.getState() == Thread.State.TERMINATED;
        }
        ledger.log(Ledger.of(other), 0, false);
        if (other.wait != Wait.DONE) {
            waitFor(me, Wait.TERMINATION, other, nanos);
            throwIfInterrupted(me);
            ledger.log(Ledger.of(other), 0, false);
        }
        return other.wait == Wait.DONE;
    }

    private void waitFor(Task me, Wait how, @Nullable Object on, long nanos) {
        me.deadline = nanos == 0 ? 0 : scheduler.clock().deadline(nanos);
        scheduler.block(me, how, on);
        me.deadline = 0;
        me.wait = Wait.NONE;
        me.waitsFor = null;
    }

    void wakeJoiners(Task ended) {
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait == Wait.TERMINATION && task.waitsFor == ended) {
                scheduler.wake(task);
            }
        }
    }

    /** {@link Thread#sleep(long)}; costs no real time. */
    public void sleep(long nanos) throws InterruptedException {
        if (nanos < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        scheduler.point();
        Task me = scheduler.current();
        throwIfInterrupted(me);
        if (nanos == 0) {
            return;
        }
        waitFor(me, Wait.TIME, null, nanos);
        throwIfInterrupted(me);
    }

    public void yieldNow() {
        scheduler.fairness().yields(scheduler.current());
    }

    void throwIfInterrupted(Task me) throws InterruptedException {
        ledger.log(Ledger.of(me), 0, me.interrupted);
        if (me.interrupted) {
            me.interrupted = false;
            throw new InterruptedException();
        }
    }

    /** {@link Thread#interrupt}. */
    public void interrupt(Thread thread) {
        scheduler.point();
        Task task = find(thread);
        if (task == null) {
            return;
        }
        ledger.log(Ledger.of(task), 0, true);
        task.interrupted = true;
        switch (task.wait) {
            case NOTIFICATION -> {
                // A notification may now find one waiting thread less.
                ledger.touch(task.waitedFor(), Trace.FOREIGN, true);
                world.monitors().reenter(task);
            }
            case PERMIT, TERMINATION, TIME, LOCK -> scheduler.wake(task);
            case NONE, MONITOR, DONE -> {}
        }
    }

    /** {@link Thread#interrupted}. */
    public boolean interrupted() {
        Task me = scheduler.current();
        boolean was = me.interrupted;
        me.interrupted = false;
        ledger.log(Ledger.of(me), 0, was);
        return was;
    }

    public boolean isInterrupted(Thread thread) {
        Task task = find(thread);
        if (task == null) {
            return false;
        }
        ledger.log(Ledger.of(task), 0, false);
        return task.interrupted;
    }

    /** {@link Thread#getState}. */
    public Thread.State state(Thread thread) {
        Task task = find(thread);
        if (task == null) {
            return thread.getState();
        }
        ledger.log(Ledger.of(task), 0, false);
        ledger.log(Ledger.of(task), Ledger.ASKING, false);
        if (task.wait == Wait.MONITOR || task.wait == Wait.LOCK) {
            ledger.touch(task.waitedFor(), task.wait == Wait.LOCK ? 0 : Ledger.MONITOR, false);
        }
        if (task.isTimed()) {
            scheduler.clock().read();
        }
        // Who can go on does not wait any longer, even though it has not moved yet.
        return (scheduler.runnable & task.bit) == 0 ? task.state() : Thread.State.RUNNABLE;
    }

    /**
     * The number that stands for {@link Thread#threadId}: small, and the same in every execution.
     */
    public long id(Thread thread) {
        Task task = find(thread);
        return task == null ? thread.threadId() : task.index + 1;
    }

    public void setBlocker(@Nullable Object blocker) {
        scheduler.current().blocker = blocker;
    }

    public @Nullable Object blocker(Thread thread) {
        Task task = find(thread);
        return task == null ? null : task.blocker;
    }

    /**
     * {@link java.util.concurrent.locks.LockSupport#parkNanos}.
     *
     * @param nanos the time limit; 0 for none
     */
    public void park(long nanos) {
        Task me = scheduler.current();
        ledger.log(Ledger.of(me), 0, true);
        if (me.permit) {
            me.permit = false;
        } else if (!me.interrupted && !world.spurious().endsWait(me)) {
            waitFor(me, Wait.PERMIT, me.blocker, nanos);
            me.permit = false;
        }
    }

    public void unpark(@Nullable Thread thread) {
        Task task = thread == null ? null : find(thread);
        if (task == null) {
            return;
        }
        ledger.log(Ledger.of(task), 0, true);
        task.permit = true;
        if (task.wait == Wait.PERMIT) {
            scheduler.wake(task);
        }
    }

    /** The running thread begins a task of the pool that it is a thread of. */
    public void works(Object pool) {
        Task me = scheduler.current();
        me.pool = pool;
        me.works = true;
    }

    /** It has ended that task. */
    public void rests() {
        scheduler.current().works = false;
    }

    public long now() {
        scheduler.spins().readTheTime();
        return scheduler.clock().now();
    }

    /** The running thread is about to queue up for a lock. */
    public void queuesUp(boolean interruptibly) {
        scheduler.current().interruptible = interruptibly;
    }

    /** A thread is about to take a lock that may be another's. */
    public void lockEntry(LockTwin lock, boolean interruptibly) {
        if (scheduler.isAtomic()) {
            return;
        }
        Task me = scheduler.current();
        me.interruptible = interruptibly;
        Object asked = lock.tandemSync();
        me.asks = asked;
        if (deferring
                && !lock.isFair()
                && asked instanceof OwnedTwin sync
                && sync.tandemOwner() != me.thread) {
            // Who is interrupted may have to be told so instead of getting the lock.
            ledger.log(Ledger.of(me), 0, false);
            scheduler.acquirePoint(
                    me, Wait.LOCK, sync, sync.tandemOwner() == null || me.interrupted);
        } else {
            scheduler.point();
        }
        me.asks = null;
    }

    /** A lock has changed hands: those who would take it can, or cannot any longer. */
    public void ownerChanged(OwnedTwin sync, @Nullable Thread owner) {
        if (world.options().tracked() && owner != null) {
            world.took(sync);
        }
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait == Wait.LOCK && task.waitsFor == sync && task.thread != owner) {
                scheduler.runnable =
                        owner == null || task.interrupted
                                ? scheduler.runnable | task.bit
                                : scheduler.runnable & ~task.bit;
            }
        }
    }

    boolean onlyDaemons() {
        for (int i = 0; i < scheduler.taskCount; i++) {
            Task task = scheduler.task(i);
            if (task.wait != Wait.DONE && !task.thread.isDaemon()) {
                return false;
            }
        }
        return true;
    }
}
