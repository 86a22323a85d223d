package dev.tandem.explore.world;

import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Task.Wait;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A world in which one program runs, again and again, one step of one thread at a time. Everything
 * happens on the thread that calls {@link #execute}; a world is not for sharing.
 *
 * <p>A step is what a thread does from one point of choice to the next. At a point the thread that
 * runs asks the strategy who goes on; when that is itself it simply continues, which is what makes
 * a step cheap.
 */
public final class World {

    /** A thread has a bit in a word. */
    static final int MAX_TASKS = 64;

    /**
     * The field under which the accesses to a monitor are recorded, which no class has so many of.
     */
    static final int MONITOR = 0x7FFF_FFFF;

    /**
     * The field of a thread under which it is recorded that it begins, or no longer needs, to ask
     * for a lock.
     */
    static final int ASKING = 1;

    /** The object under which it is recorded that a thread gets the next free name. */
    static final int NAMES = 0x3FFF_FFFF;

    /**
     * The object under which it is recorded that a step is taken: as a read, or as a write where
     * somebody yields or lets others go first, for then it matters to all who moves.
     */
    static final int TURN = 0x3FFF_FFFE;

    private static final int OVER = -2;
    private static final long IDLE_NANOS = 1_000_000;

    private final Options options;
    private final FiberPool fibers = new FiberPool(this);
    final @Nullable Task[] tasks = new @Nullable Task[MAX_TASKS];
    final Census census = new Census(this);
    private final Courtesy courtesy = new Courtesy(this);
    private final Silence silence = new Silence(this);
    private final Outside outside = new Outside();
    final Trace trace = new Trace();
    private final Monitors monitors = new Monitors(this);
    private final Threads threads = new Threads(this);
    private final Initialisers initialisers = new Initialisers(this);
    private final Watch watch = new Watch(census);

    private Strategy strategy;
    private Task current;
    int taskCount;
    long runnable;
    long clock;
    private int target;
    private boolean deferring;
    private int quiet = 1;
    private boolean over;
    private int settledAt;
    private @Nullable Ending settled;
    private @Nullable Object result;
    private volatile long progress;

    /**
     * @param stepLimit after how many steps an execution is called a livelock
     * @param tracked whether what every step touches is recorded, for the reduction
     * @param maximal whether an execution goes on, once its outcome is settled, until nobody can go
     *     on
     * @param deferring whether a thread that asks for a lock which another holds waits outside of
     *     it; that spares the search the many ways of queueing up, which nobody can tell apart
     */
    public record Options(int stepLimit, boolean tracked, boolean maximal, boolean deferring) {}

    public World(Options options) {
        this.options = options;
        this.deferring = options.deferring();
        this.strategy = new Idle();
        this.current = new Task(0, Thread.currentThread());
    }

    /** Runs the program once. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes the progress, others read it
    public Ending execute(Callable<? extends @Nullable Object> program, Strategy policy) {
        begin(policy);
        Task main = add(new Thread("main"));
        main.body =
                () -> {
                    try {
                        result = program.call();
                    } catch (Exception e) {
                        throw sneaky(e);
                    }
                };
        current = main;
        target = choose();
        while (!over) {
            Task task = task(target);
            current = task;
            Fiber fiber = fibers.of(task);
            progress++;
            quiet = 0;
            fiber.run();
            quiet = 1;
            if (fiber.idle && !over) {
                finished(task);
                target = over ? OVER : choose();
            }
        }
        for (int i = 0; i < taskCount; i++) {
            Task task = task(i);
            boolean wants = task.wait == Wait.LOCK || task.wait == Wait.MONITOR;
            trace.end(i, wants ? identify(task.waitsFor) : 0);
        }
        Ending how = settled;
        return how == null || trace.isPruned() ? new Ending.Pruned() : how;
    }

    private void begin(Strategy policy) {
        fibers.recover(taskCount);
        Arrays.fill(tasks, 0, taskCount, null);
        strategy = policy;
        taskCount = 0;
        runnable = 0;
        courtesy.clear();
        clock = 0;
        over = false;
        settled = null;
        result = null;
        census.clear();
        watch.clear();
        trace.reset();
        initialisers.begin();
        threads.reset();
        policy.executionStarts(trace);
    }

    Task add(Thread thread) {
        if (taskCount == MAX_TASKS) {
            throw uncontrolled(
                    "the program starts more than "
                            + MAX_TASKS
                            + " threads; explore it with fewer");
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
        }
    }

    // A thread of the program is never started: what it would run, the fiber runs.
    @SuppressWarnings("DoNotCall")
    void runBody(Task task) {
        try {
            log(taskLocation(task), 0, false);
            Runnable body = task.body;
            if (body != null) {
                body.run();
            } else {
                task.thread.run();
            }
        } catch (Throwable e) {
            Crash.report(this, task, e);
        }
    }

    private void finished(Task task) {
        task.wait = Wait.DONE;
        runnable &= ~task.bit;
        log(taskLocation(task), 0, true);
        threads.wakeJoiners(task);
        if (threads.onlyDaemons()) {
            end();
        }
    }

    Task task(int index) {
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

    /**
     * Whether code runs that must not be interrupted by a choice: a class initialiser, or the
     * explorer itself.
     */
    public boolean isQuiet() {
        return quiet != 0;
    }

    /** Everything until the matching {@link #loud} is one step; nests. */
    void quiet() {
        quiet++;
    }

    void loud() {
        quiet--;
    }

    public void at(int site) {
        current.site = site;
        current.backEdges = 0;
    }

    /** A point of choice: the running thread is about to do something that others may notice. */
    public void point() {
        if (quiet != 0) {
            return;
        }
        Task me = current;
        me.backEdges = 0;
        passOn(me);
    }

    /** The running thread lets others go first, if there are any. */
    void yieldTo(Task me) {
        if (quiet != 0) {
            return;
        }
        log(TURN, Trace.FOREIGN, true);
        long others = runnable & ~me.bit;
        if (others == 0) {
            clock += IDLE_NANOS;
            trace.silence();
            silence.wakeDue();
            others = runnable & ~me.bit;
        }
        courtesy.ask(me, others);
        passOn(me);
    }

    /** The running thread cannot go on until somebody, or the clock, makes it runnable. */
    void block(Task me, Wait how, @Nullable Object on) {
        if (quiet != 0) {
            throw uncontrolled("a class initialiser waits for another thread");
        }
        me.wait = how;
        me.waitsFor = on;
        me.backEdges = 0;
        runnable &= ~me.bit;
        log(taskLocation(me), 0, true);
        passOn(me);
        log(taskLocation(me), 0, false);
        log(taskLocation(me), ASKING, true);
    }

    /** As {@link #point}, but the thread can only be chosen while what it wants to take is free. */
    void acquirePoint(Task me, Wait how, Object on, boolean free) {
        me.wait = how;
        me.waitsFor = on;
        log(taskLocation(me), ASKING, true);
        if (!free) {
            runnable &= ~me.bit;
        }
        passOn(me);
        log(taskLocation(me), ASKING, true);
        me.wait = Wait.NONE;
        me.waitsFor = null;
    }

    private void passOn(Task me) {
        int next = choose();
        if (next != me.index) {
            target = next;
            Fiber.suspend();
        }
    }

    private int choose() {
        long enabled = courtesy.eligible(runnable);
        while (enabled == 0) {
            if (over || !silence.isBroken()) {
                over = true;
                return OVER;
            }
            enabled = courtesy.eligible(runnable);
        }
        if (over) {
            return OVER;
        }
        if (trace.steps() >= options.stepLimit || trace.isFull()) {
            fail(Kind.LIVELOCK, "no end after " + trace.steps() + " steps" + whereabouts());
            return OVER;
        }
        int next = strategy.nextTask(enabled, current.index);
        if (next < 0) {
            giveUp(next == Strategy.DIVERGED);
            return OVER;
        }
        Task chosen = task(next);
        boolean polite = courtesy.isShown();
        courtesy.moved(chosen, runnable);
        trace.step(next, enabled, chosen.site, chosen.cause);
        log(TURN, Trace.FOREIGN, polite);
        chosen.cause = -1;
        watch.asks(chosen.asks);
        if (chosen.wait == Wait.LOCK || chosen.wait == Wait.MONITOR) {
            trace.acquires(identify(chosen.waitsFor));
        }
        return next;
    }

    private String whereabouts() {
        return Crash.place(new Throwable())
                .map(place -> "; " + current.name() + " is" + place)
                .orElse("");
    }

    private void giveUp(boolean diverged) {
        over = true;
        if (diverged) {
            settled =
                    new Ending.Broken(
                            Kind.UNCONTROLLED,
                            "the same schedule takes different steps the second time, after step "
                                    + trace.steps(),
                            List.of());
        } else {
            trace.prune();
        }
    }

    /**
     * A loop has gone round once more; one that does so for long without a point of choice is
     * waiting for somebody.
     */
    public void backEdge() {
        Task me = current;
        if (++me.backEdges > 2_000 && quiet == 0) {
            me.backEdges = 0;
            yieldTo(me);
        }
    }

    int pick(int bound) {
        int value = bound == 1 ? 0 : strategy.nextInt(bound);
        if (bound > 1) {
            trace.chose(value);
        }
        return value;
    }

    /**
     * It is settled how the execution ends. The reduction must still see what those would do who
     * can go on, for that may race with what has been done; so they run until nobody can.
     */
    private void end() {
        if (settled == null) {
            settled = new Ending.Returned(result);
            settledAt = trace.steps();
        }
        over |= !options.maximal;
    }

    boolean isSettled() {
        return settled != null;
    }

    void fail(Kind kind, String message) {
        if (settled == null) {
            settled = new Ending.Broken(kind, Origin.whole(message), new WaitGraph(this).views());
            settledAt = trace.steps();
        }
        over |= !options.maximal || (kind != Kind.UNCAUGHT_EXCEPTION && kind != Kind.FAILED_CHECK);
    }

    /**
     * The program does what the explorer can neither see nor steer. That is how the execution ends,
     * whatever the program makes of the exception.
     *
     * @return what is to be thrown
     */
    public UncontrolledException uncontrolled(String reason) {
        fail(Kind.UNCONTROLLED, reason);
        return new UncontrolledException(reason);
    }

    /** The current step has become the only owner of a lock or monitor. */
    void took(Object owned) {
        trace.takes(identify(owned));
        watch.took(owned);
    }

    /**
     * What is remembered of an execution so that it can be shown; nothing before {@link Watch#on}.
     */
    public Watch watch() {
        return watch;
    }

    /**
     * How every thread stands now: between two steps, or after the last.
     *
     * @param enabled the threads that can take the next step, one bit each
     */
    public Moment moment(long enabled) {
        return new Moment(this, enabled);
    }

    /** How the execution ends, once that is settled; the strategy may have given it up since. */
    public Optional<Ending> settled() {
        return Optional.ofNullable(settled);
    }

    /** How many steps it took until that was settled. */
    public int settledAt() {
        return settledAt;
    }

    /** Remembers that the current step touched something; see {@link Trace}. */
    public void log(int object, int field, boolean write) {
        if (options.tracked && trace.steps() > 0) {
            trace.access(object, field, write);
        }
    }

    /** As {@link #log}, of an object that gets its number only if that is recorded. */
    public void touch(Object object, int field, boolean write) {
        if (options.tracked) {
            log(identify(object), field, write);
        }
    }

    static int taskLocation(Task task) {
        return taskLocation(task.index);
    }

    static int taskLocation(int task) {
        return 0x7F00_0000 | task;
    }

    /**
     * A number for an object that is about to be created: the same whenever the same thread gets
     * there the same way. 0 when nothing is recorded; then it gets one when it is asked for.
     */
    public int newId() {
        return options.tracked ? census.next() : 0;
    }

    /** The running thread has created an object that is not rewritten. */
    public void born(Object object) {
        if (options.tracked) {
            census.born(object);
        }
    }

    /** Of two objects that are not rewritten one is a part of the other, unless it is known. */
    public void derived(Object object, Object source) {
        if (options.tracked) {
            census.derived(object, source);
        }
    }

    /** As {@link #derived} for the next object that is not rewritten. */
    public void wrapping(Object source) {
        if (options.tracked) {
            census.wrapping(source);
        }
    }

    /** A number to start a random generator from, the same in every execution. */
    public int seed() {
        return census.next();
    }

    /**
     * Takes the place of a world before it, whose classes it gets as they are: initialised, some of
     * them with state that is to start afresh in every execution.
     */
    public void succeed(World before) {
        census.succeed(before.census);
        initialisers.succeed(before.initialisers);
    }

    /** The number of any object. */
    public int identify(@Nullable Object object) {
        return census.number(object);
    }

    /** The name of a thread of the last execution. */
    public String name(int task) {
        return task(task).name();
    }

    public Initialisers initialisers() {
        return initialisers;
    }

    public Monitors monitors() {
        return monitors;
    }

    public Outside outside() {
        return outside;
    }

    public Threads threads() {
        return threads;
    }

    /**
     * Says whether threads that ask for a lock may wait outside of it, if the options let them.
     * They may not where the program parks threads itself: then it matters who has queued up for a
     * lock, for to be told that it is free can use up what another wants to wake them with.
     */
    public void defer(boolean permitted) {
        deferring = permitted && options.deferring();
    }

    boolean isDeferring() {
        return deferring;
    }

    public Options options() {
        return options;
    }

    public Trace trace() {
        return trace;
    }

    /**
     * A number that changes as long as threads are being switched; may be read from another thread.
     */
    public long progress() {
        return progress;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
        throw (E) e;
    }
}
