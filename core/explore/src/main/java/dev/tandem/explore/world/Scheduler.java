// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Task.Wait;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who of the threads of a world takes the next step.
 *
 * <p>A step is what a thread does from one point of choice to the next. At a point the thread that
 * runs asks the strategy who goes on; when that is itself it simply continues, which is what makes
 * a step cheap.
 */
public final class Scheduler {

    /** Each has a bit in a word, and the clock another. */
    static final int MAX_TASKS = 63;

    /** In place of a thread: nobody takes another step. */
    private static final int OVER = -2;

    private final World world;
    private final Ledger ledger;
    private final Trace trace;
    private final Watch watch;
    private final int stepLimit;
    private final Spins spins;
    private final Quiescence quiescence;
    private final VirtualClock clock;
    private final Fairness fairness;
    private final @Nullable Task[] tasks = new @Nullable Task[MAX_TASKS];

    int taskCount;
    long runnable;
    private Strategy strategy = new Idle();
    private Task current = new Task(0, Thread.currentThread());
    private int target;

    /** How many {@link #beginAtomic} are open; the explorer itself counts as one. */
    private int atomic = 1;

    private boolean over;

    Scheduler(World world) {
        this.world = world;
        this.ledger = world.ledger();
        this.trace = world.trace();
        this.watch = world.watch();
        this.stepLimit = world.options().stepLimit();
        this.spins = new Spins(this, ledger);
        this.quiescence = new Quiescence(world, this);
        this.clock = new VirtualClock(world, this);
        this.fairness = new Fairness(world, this);
    }

    /** Forgets the threads of the execution before. */
    void clear(Strategy policy) {
        Arrays.fill(tasks, 0, taskCount, null);
        strategy = policy;
        taskCount = 0;
        runnable = 0;
        fairness.clear();
        spins.clear();
        clock.clear();
        over = false;
    }

    /**
     * Begins with the first thread.
     *
     * @return as {@link #next}
     */
    int start(Thread thread, Runnable body) {
        Task main = add(thread);
        main.body = body;
        current = main;
        return next();
    }

    Task add(Thread thread) {
        if (taskCount == MAX_TASKS) {
            throw world.full();
        }
        Task task = new Task(taskCount, thread);
        tasks[taskCount++] = task;
        wake(task);
        return task;
    }

    /** Of several steps that wake a task before it moves, only the first makes it runnable. */
    void wake(Task task) {
        if ((runnable & task.bit) == 0) {
            runnable |= task.bit;
            task.cause = trace.steps() - 1;
            if (task.isTimed()) {
                clock.changed();
            }
        }
    }

    Task task(int index) {
        if (index == VirtualClock.INDEX) {
            return clock.task();
        }
        Task task = tasks[index];
        if (task == null) {
            throw new IllegalStateException("there is no thread " + index);
        }
        return task;
    }

    /** The task that runs. */
    public Task current() {
        return current;
    }

    /** The task of a number is the one that runs from now on. */
    Task run(int index) {
        current = task(index);
        return current;
    }

    /** The program runs until it gives control back. */
    void resume(Fiber fiber) {
        atomic = 0;
        fiber.run();
        atomic = 1;
    }

    /** Who is to run because the task that ran has given control back; below 0 for nobody. */
    int target() {
        return over ? OVER : target;
    }

    /** Whether nobody takes another step. */
    boolean isOver() {
        return over;
    }

    void stopIf(boolean stop) {
        over |= stop;
    }

    /** The execution has ended: what somebody still wants to take is part of its trace. */
    void end() {
        for (int i = 0; i < taskCount; i++) {
            Task task = task(i);
            boolean wants = task.wait == Wait.LOCK || task.wait == Wait.MONITOR;
            trace.end(i, wants ? ledger.identify(task.waitsFor) : 0);
        }
    }

    /**
     * Whether code runs that must not be interrupted by a choice: a class initialiser, or the
     * explorer itself.
     */
    boolean isAtomic() {
        return atomic != 0;
    }

    /** Everything until the matching {@link #endAtomic} is one step; nests. */
    void beginAtomic() {
        atomic++;
    }

    void endAtomic() {
        atomic--;
    }

    public void at(int site) {
        current.site = site;
        current.visits++;
        current.backEdges = 0;
    }

    /** The running thread calls something whose own points of choice are to be shown there. */
    public void calls(int site) {
        current.site = site;
        current.visits++;
    }

    /** A point of choice: the running thread is about to do something that others may notice. */
    public void point() {
        if (atomic != 0) {
            return;
        }
        Task me = current;
        me.backEdges = 0;
        reschedule(me);
    }

    /** The threads that let others go first. */
    Fairness fairness() {
        return fairness;
    }

    /** The threads that go round a loop until somebody writes to what they read. */
    Spins spins() {
        return spins;
    }

    int steps() {
        return trace.steps();
    }

    VirtualClock clock() {
        return clock;
    }

    /** The running thread cannot go on until somebody, or the clock, makes it runnable. */
    void block(Task me, Wait how, @Nullable Object on) {
        if (atomic != 0) {
            throw world.uncontrolled("a class initialiser waits for another thread");
        }
        me.wait = how;
        me.waitsFor = on;
        me.backEdges = 0;
        runnable &= ~me.bit;
        ledger.log(Ledger.of(me), 0, true);
        if (me.isTimed()) {
            clock.changed();
        }
        reschedule(me);
        ledger.log(Ledger.of(me), 0, false);
        ledger.log(Ledger.of(me), Ledger.ASKING, true);
    }

    /** As {@link #point}, but the thread can only be chosen while what it wants to take is free. */
    void acquirePoint(Task me, Wait how, Object on, boolean free) {
        me.wait = how;
        me.waitsFor = on;
        ledger.log(Ledger.of(me), Ledger.ASKING, true);
        if (!free) {
            runnable &= ~me.bit;
            spins.spoil();
        }
        reschedule(me);
        ledger.log(Ledger.of(me), Ledger.ASKING, true);
        me.wait = Wait.NONE;
        me.waitsFor = null;
    }

    /** The thread that runs has stopped: the strategy chooses who goes on. */
    void reschedule(Task me) {
        watch.stops(me);
        int next = next();
        if (next != me.index) {
            target = next;
            Fiber.suspend();
            me.othersHaveGone();
        }
    }

    /** Lets the strategy choose who takes the next step; below 0 for nobody. */
    int next() {
        int next = choose();
        while (next == VirtualClock.INDEX) {
            Task before = current;
            current = clock.task();
            clock.move();
            current = before;
            next = choose();
        }
        return next;
    }

    private int choose() {
        long threads = fairness.eligible(runnable & ~spins.waiting());
        while (threads == 0 && (clock.able() == 0 || quiescence.isDeadlock())) {
            if (over || !quiescence.resolve()) {
                over = true;
                return OVER;
            }
            threads = fairness.eligible(runnable & ~spins.waiting());
        }
        if (over) {
            return OVER;
        }
        long enabled = threads | clock.able();
        if (trace.steps() >= stepLimit || trace.isFull()) {
            Livelock.outOfSteps(world);
            return OVER;
        }
        int next = strategy.nextTask(enabled, current.index);
        if (next < 0) {
            giveUp(next == Strategy.DIVERGED);
            return OVER;
        }
        Task chosen = task(next);
        boolean yielded = fairness.hasYielded();
        fairness.moved(chosen, runnable);
        trace.step(next, enabled, chosen.site, chosen.cause);
        ledger.log(Ledger.TURN, Trace.FOREIGN, yielded);
        chosen.cause = -1;
        watch.step(chosen);
        if (chosen.wait == Wait.LOCK || chosen.wait == Wait.MONITOR) {
            trace.acquires(ledger.identify(chosen.waitsFor));
        }
        return next;
    }

    private void giveUp(boolean diverged) {
        over = true;
        if (diverged) {
            world.diverge();
        } else {
            trace.prune();
        }
    }

    /** Lets the strategy choose one of several values. */
    int pick(int bound) {
        int value = bound == 1 ? 0 : strategy.nextInt(bound);
        if (bound > 1) {
            trace.chose(value);
        }
        return value;
    }
}
