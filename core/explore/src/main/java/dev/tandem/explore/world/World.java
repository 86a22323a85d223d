// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Task.Wait;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A world in which one program runs, again and again: it drives each execution from its beginning
 * to its end, and knows how that one ends. Everything happens on the thread that calls {@link
 * #execute}; a world is not for sharing.
 *
 * <p>Who takes the next step is the {@link Scheduler}'s, what a step touches the {@link Ledger}'s,
 * and what threads, monitors and class initialisers do is theirs.
 */
public final class World {

    private final Options options;
    private final Trace trace = new Trace();
    private final Ledger ledger;
    private final Watch watch;
    private final Loans loans;
    private final Scheduler scheduler;
    private final Threads threads;
    private final Monitors monitors;
    private final Initialisers initialisers;
    private final Spurious spurious;
    private final FiberPool fibers = new FiberPool(this);
    private final Outside outside = new Outside();
    private final Locations locations = new Locations();

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
     * @param supervised whether a thread is interrupted by nobody but the program's own supervisor,
     *     that ends it: those who wait in a circle are in a deadlock, although they can be
     *     interrupted
     * @param seed what the program's random numbers are drawn from
     * @param environment what may happen though no thread does it
     */
    public record Options(
            int stepLimit,
            boolean tracked,
            boolean maximal,
            boolean deferring,
            boolean supervised,
            long seed,
            Environment environment) {}

    public World(Options options) {
        this(options, new LastingNumbers());
    }

    /**
     * @param numbers those of another world with the same program
     */
    public World(Options options, LastingNumbers numbers) {
        this.options = options;
        ledger = new Ledger(this, numbers);
        watch = new Watch(ledger.ids());
        scheduler = new Scheduler(this);
        loans = new Loans(this);
        trace.standing(task -> scheduler.task(task).site);
        threads = new Threads(this);
        monitors = new Monitors(this);
        initialisers = new Initialisers(this);
        spurious = new Spurious(this);
        defer(true);
    }

    /** What the rewritten code is given. */
    public Parts parts() {
        return new Parts(
                this,
                ledger,
                scheduler,
                scheduler.fairness(),
                scheduler.spins(),
                threads,
                monitors,
                initialisers,
                watch,
                outside,
                locations,
                spurious);
    }

    /** Runs the program once. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes the progress, others read it
    public Ending execute(Callable<? extends @Nullable Object> program, Strategy policy) {
        fibers.recover(scheduler.taskCount);
        settled = null;
        result = null;
        scheduler.clear(policy);
        ledger.clear();
        watch.clear();
        loans.clear();
        trace.reset();
        initialisers.begin();
        threads.reset();
        spurious.clear();
        policy.executionStarts(trace);
        int next = scheduler.start(new Thread("main"), main(program));
        while (next >= 0) {
            Task task = scheduler.run(next);
            Fiber fiber = fibers.of(task);
            progress++;
            scheduler.resume(fiber);
            if (fiber.idle && !scheduler.isOver()) {
                finished(task);
                next = scheduler.next();
            } else {
                next = scheduler.target();
            }
        }
        scheduler.end();
        Ending how = settled;
        return how == null || trace.isPruned() ? new Ending.Pruned() : how;
    }

    private Runnable main(Callable<? extends @Nullable Object> program) {
        return () -> {
            try {
                result = program.call();
            } catch (Exception e) {
                throw sneaky(e);
            }
        };
    }

    // A thread of the program is never started: what it would run, the fiber runs.
    @SuppressWarnings("DoNotCall")
    void runBody(Task task) {
        try {
            ledger.log(Ledger.of(task), 0, false);
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
        scheduler.runnable &= ~task.bit;
        ledger.log(Ledger.of(task), 0, true);
        threads.wakeJoiners(task);
        if (threads.onlyDaemons()) {
            settle(new Ending.Returned(result));
            scheduler.stopIf(!options.maximal);
        }
    }

    /**
     * It is settled how the execution ends. The reduction must still see what those would do who
     * can go on, for that may race with what has been done; so they run until nobody can.
     */
    private void settle(Ending ending) {
        if (settled == null) {
            settled = ending;
            settledAt = trace.steps();
        }
    }

    boolean isSettled() {
        return settled != null;
    }

    void fail(Kind kind, String message) {
        if (settled == null) {
            settle(new Ending.Broken(kind, Origin.whole(message), new WaitGraph(this).views()));
        }
        scheduler.stopIf(
                !options.maximal || (kind != Kind.UNCAUGHT_EXCEPTION && kind != Kind.FAILED_CHECK));
    }

    /** The strategy has found that the program does not do what it did before. */
    void diverge() {
        settled =
                new Ending.Broken(
                        Kind.UNCONTROLLED,
                        "the same schedule takes different steps the second time, after step "
                                + trace.steps(),
                        List.of());
    }

    /**
     * The program does what the explorer can neither see nor steer. That is how the execution ends,
     * whatever the program makes of the exception.
     *
     * @return what is to be thrown
     */
    public UncontrolledException uncontrolled(String reason) {
        var thrown = new UncontrolledException(reason);
        fail(
                Kind.UNCONTROLLED,
                reason + Crash.place(thrown).map(at -> " (" + at.strip() + ")").orElse(""));
        return thrown;
    }

    /** The program cannot go on, because it has been rewritten wrongly. */
    void misrewritten(LinkageError error) {
        settled = new Ending.Misrewritten(error);
        scheduler.stopIf(true);
    }

    /**
     * There is no room for another thread. That is how the execution ends, whatever the program
     * makes of the exception, and even if it was settled otherwise: what would follow is not seen.
     *
     * @return what is to be thrown
     */
    UncontrolledException full() {
        settled = new Ending.TooLarge(Scheduler.MAX_TASKS);
        scheduler.stopIf(true);
        return new UncontrolledException("there is no room for another thread");
    }

    /** The current step has become the only owner of a lock or monitor. */
    void took(Object owned) {
        trace.takes(ledger.identify(owned));
        watch.took(owned);
    }

    /** How the execution ends, once that is settled; the strategy may have given it up since. */
    public Optional<Ending> settled() {
        return Optional.ofNullable(settled);
    }

    /** How many steps it took until that was settled. */
    public int settledAt() {
        return settledAt;
    }

    /**
     * How every thread stands now: between two steps, or after the last.
     *
     * @param enabled the threads that can take the next step, one bit each
     */
    public Snapshot snapshot(long enabled) {
        return new Snapshot(this, enabled);
    }

    /** The name of a thread of the last execution. */
    public String name(int task) {
        return scheduler.task(task).name();
    }

    /**
     * Takes the place of a world before it, whose classes it gets as they are: initialised, some of
     * them with state that is to start afresh in every execution.
     */
    public void succeed(World before) {
        ledger.succeed(before.ledger);
        initialisers.succeed(before.initialisers);
        locations.succeed(before.locations);
    }

    /**
     * Says whether threads that ask for a lock may wait outside of it, if the options let them.
     * They may not where the program parks threads itself: then it matters who has queued up for a
     * lock, for to be told that it is free can use up what another wants to wake them with.
     */
    public void defer(boolean permitted) {
        threads.defer(permitted && options.deferring());
    }

    public Options options() {
        return options;
    }

    /** The numbers of what outlives an execution, for another world with the same program. */
    public LastingNumbers numbers() {
        return ledger.ids().numbers();
    }

    public Trace trace() {
        return trace;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public Threads threads() {
        return threads;
    }

    public Monitors monitors() {
        return monitors;
    }

    public Initialisers initialisers() {
        return initialisers;
    }

    public Outside outside() {
        return outside;
    }

    public Locations locations() {
        return locations;
    }

    public Spurious spurious() {
        return spurious;
    }

    /** Whether any execution has come to where something can happen for no reason. */
    public boolean isSpuriousPossible() {
        return spurious.isPossible();
    }

    /** Whether any execution has had a wait with a time limit. */
    public boolean hasTimeLimits() {
        return scheduler.clock().isAwaited();
    }

    /** Whether any execution has left out rounds of a loop that counts them. */
    public boolean hasCountedRounds() {
        return scheduler.spins().haveCounted();
    }

    /**
     * How often all executions have kept back a thread, that could have gone on, for the others.
     */
    public long heldBack() {
        return scheduler.fairness().heldBack();
    }

    /**
     * What is remembered of an execution so that it can be shown; nothing before {@link Watch#on}.
     */
    public Watch watch() {
        return watch;
    }

    /** Who has taken what has no owner, in the current or the last execution. */
    public Loans loans() {
        return loans;
    }

    /** A class of the program, or a twin, is being loaded: that takes its time too. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // what is lost is one of two changes
    public void loads() {
        progress++;
    }

    /**
     * A number that changes as long as threads are being switched or classes loaded; may be read
     * from another thread.
     */
    public long progress() {
        return progress;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
        throw (E) e;
    }
}
