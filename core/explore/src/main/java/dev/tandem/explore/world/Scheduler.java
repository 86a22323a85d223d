// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Ending.Kind;
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

    private static final long IDLE_NANOS = 1_000_000;
    private static final int MOST_SPINS = 2_000;
    private static final int MOST_YIELDS = 16;
    private static final int MOST_ROUNDS = 50;

    private final World world;
    private final Ledger ledger;
    private final Trace trace;
    private final Watch watch;
    private final int stepLimit;
    private final boolean tracked;
    private final Fairness fairness = new Fairness(this);
    private final Spins spins;
    private final Quiescence quiescence;
    private final VirtualClock clock;
    private final @Nullable Task[] tasks = new @Nullable Task[MAX_TASKS];

    int taskCount;
    long runnable;
    private Strategy strategy = new Idle();
    private Task current = new Task(0, Thread.currentThread());
    private int target;

    /** How many {@link #beginAtomic} are open; the explorer itself counts as one. */
    private int atomic = 1;

    private boolean over;
    private long heldBack;

    Scheduler(World world) {
        this.world = world;
        this.ledger = world.ledger();
        this.trace = world.trace();
        this.watch = world.watch();
        this.stepLimit = world.options().stepLimit();
        this.tracked = world.options().tracked();
        this.spins = new Spins(this, ledger);
        this.quiescence = new Quiescence(world, this);
        this.clock = new VirtualClock(world, this);
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

    /** The running thread lets none of its later accesses, or none of its earlier ones, pass. */
    public void fence(boolean acquires, boolean releases) {
        if (acquires) {
            ledger.log(Ledger.of(current), Ledger.ACQUIRE_FENCE, false);
        }
        if (releases) {
            ledger.log(Ledger.of(current), Ledger.RELEASE_FENCE, false);
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

    private void giveWay(Task me, boolean must) {
        if (atomic != 0) {
            return;
        }
        boolean alone = others(me) == 0;
        if (!alone && !must && me.yields++ < MOST_YIELDS) {
            reschedule(me);
        } else {
            heldBack += alone ? 0 : 1;
            letOthersGoFirst(me);
        }
    }

    /** Who could take the next step in place of a thread, one bit each. */
    private long others(Task me) {
        return runnable & ~spins.waiting() & ~me.bit;
    }

    /** The running thread does nothing new before somebody else has gone. */
    public void letOthersGoFirst() {
        if (atomic == 0) {
            letOthersGoFirst(current);
        }
    }

    private void letOthersGoFirst(Task me) {
        ledger.log(Ledger.TURN, Trace.FOREIGN, true);
        if (spins.onlyLook(others(me))) {
            clock.pass(IDLE_NANOS);
        }
        fairness.yielded(me, others(me));
        reschedule(me);
    }

    /**
     * A loop has gone round once more; one that does so for long without a point of choice is
     * waiting for somebody. Where accesses are not recorded, that is all that tells who waits, so
     * one that goes round past points of choice does so too.
     */
    public void backEdge() {
        Task me = current;
        int edges = ++me.backEdges;
        if (atomic != 0) {
            return;
        }
        if (edges > MOST_SPINS) {
            me.backEdges = 0;
            giveWay(me, false);
        } else if (edges == 1 && !tracked && ++me.rounds > MOST_ROUNDS && others(me) != 0) {
            giveWay(me, true);
        }
    }

    /** The running thread comes from outside to where a loop begins in which it may wait. */
    public void enterLoop(int loop) {
        if (atomic == 0) {
            spins.enter(loop);
        }
    }

    /** What a local variable holds at the end of a round. */
    public void local(long value) {
        spins.local(value);
    }

    public void local(@Nullable Object value) {
        spins.local(value);
    }

    /** What one holds that nothing uses before the loop has ended. */
    public void result(long value) {
        spins.result(value);
    }

    public void result(@Nullable Object value) {
        spins.result(value);
    }

    /**
     * As {@link #backEdge}, of a loop in which a thread may wait; it has told what its local
     * variables hold.
     *
     * @param loop tells it from others
     */
    public void spinEdge(int loop) {
        if (atomic != 0) {
            spins.forgetLocals();
            return;
        }
        Task me = current;
        switch (spins.round(me, loop)) {
            case UNKNOWN -> backEdge();
            case TOO_MANY -> {
                if (others(me) == 0) {
                    backEdge();
                } else {
                    giveWay(me, true);
                }
            }
            case LATER -> {
                spins.looks(me);
                letOthersGoFirst(me);
            }
            case THE_SAME -> {
                me.backEdges = 0;
                reschedule(me);
            }
        }
    }

    /** What has been told of local variables is not needed: the loop does not go round. */
    public void leaveLoop() {
        spins.forgetLocals();
    }

    /** The running thread is about to set the state of a synchroniser. */
    public void stateChanges(QueuedTwin synchroniser) {
        spins.stateChanges(synchroniser);
    }

    /** The running thread has changed something of its own, which is not recorded. */
    public void changed() {
        spins.spoil();
    }

    /** How often all executions have kept back a thread that could have gone on. */
    long heldBack() {
        return heldBack;
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

    private void reschedule(Task me) {
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
            endless();
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

    /** No end is in sight; who has not said that it waits may well be waiting. */
    private void endless() {
        world.fail(
                Kind.LIVELOCK,
                "no end after "
                        + trace.steps()
                        + " steps"
                        + whereabouts()
                        + (fairness.hasYielded()
                                ? ""
                                : "; a loop that waits for another thread says so by Thread.onSpinWait"));
    }

    /** Nobody can go on but by going round and round. */
    void spinForEver() {
        StringBuilder names = new StringBuilder();
        for (long rest = spins.waiting(); rest != 0; rest &= rest - 1) {
            names.append(names.isEmpty() ? "" : " and ")
                    .append(task(Long.numberOfTrailingZeros(rest)).name());
        }
        boolean alone = Long.bitCount(spins.waiting()) == 1;
        boolean mine = (spins.waiting() & current.bit) != 0;
        world.fail(
                Kind.LIVELOCK,
                "no end: "
                        + names
                        + (alone ? " goes" : " go")
                        + " round a loop, and nobody is left who could change what is read there"
                        + (mine ? whereabouts() : ""));
    }

    private String whereabouts() {
        return Crash.place(new Throwable())
                .map(place -> "; " + current.name() + " is" + place)
                .orElse("");
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
