// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.Places;
import dev.tandem.explore.rewriting.Plan;
import dev.tandem.explore.rewriting.Reach;
import dev.tandem.explore.rewriting.WorldClasses;
import dev.tandem.explore.world.Ending;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.LastingNumbers;
import dev.tandem.explore.world.Snapshot;
import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.World;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A world with one program in it, rewritten and ready to be run again and again. For one thread.
 */
final class Harness {

    private final World world;
    private final WorldClasses classes;
    private final Level level;
    private final boolean reduced;
    private final String fingerprint;
    private final Callable<? extends @Nullable Object> program;
    private final @Nullable ExploringContext context;
    private final Subject subject;
    private final ExecutionView view;
    private final Libraries libraries;
    private volatile long executions;

    /**
     * @param reduced whether the executions are for a reduced search, and so recorded
     * @throws dev.tandem.spi.TandemException.Usage when the program cannot be found or started
     */
    Harness(Subject subject, Level level, boolean reduced, int stepLimit, Environment environment) {
        this(
                subject,
                level,
                reduced,
                stepLimit,
                environment,
                new LastingNumbers(),
                Optional.empty());
    }

    private Harness(
            Subject subject,
            Level level,
            boolean reduced,
            int stepLimit,
            Environment environment,
            LastingNumbers numbers,
            Optional<WorldClasses> kin) {
        Exports.require(subject);
        this.subject = subject;
        this.level = level;
        this.reduced = reduced;
        boolean tracked = reduced || level == Level.MEMORY;
        this.world =
                new World(
                        new World.Options(
                                stepLimit,
                                tracked,
                                reduced,
                                reduced && level != Level.VOLATILE,
                                subject instanceof Subject.OfWorkload,
                                subject.seed(),
                                environment),
                        numbers);
        ClassLoader source =
                switch (subject) {
                    case Subject.OfWorkload w -> w.workload().getClass().getClassLoader();
                    case Subject.OfClass c -> c.loader();
                    case Subject.OfObject o -> o.loader();
                };
        Plan plan = new Plan(level, tracked, subject.scope());
        this.classes =
                kin.map(others -> others.another(world))
                        .orElseGet(() -> WorldClasses.of(source, world, plan));
        this.context =
                subject instanceof Subject.OfWorkload w ? new ExploringContext(w, world) : null;
        this.view = new ExecutionView(world, classes.places());
        this.program =
                Programs.load(subject, classes, context, new WorldStage(world, classes.places()));
        String main = Programs.mainClass(subject);
        this.libraries = new Libraries(source, main);
        Reach reach = classes.reach(main);
        this.fingerprint = reach.fingerprint(subject.description());
        world.defer(!reach.parks());
    }

    /**
     * Whether there can be but one at a time in this process: a new one puts an end to the one
     * before, which can only tell of what it has seen.
     */
    static boolean isSingle() {
        return WorldClasses.areShared();
    }

    /** Another one for the same program and another thread. What both see has the same numbers. */
    Harness another() {
        World.Options options = world.options();
        return new Harness(
                subject,
                level,
                reduced,
                options.stepLimit(),
                options.environment(),
                world.numbers(),
                Optional.of(classes));
    }

    /** Runs the program once; null when the strategy gave the execution up. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others read
    @Nullable Verdict run(Strategy strategy) {
        Thread carrier = Thread.currentThread();
        ClassLoader before = carrier.getContextClassLoader();
        carrier.setContextClassLoader(classes.loader());
        try {
            Ending ending = world.execute(program, strategy);
            executions++;
            return verdict(ending);
        } finally {
            carrier.setContextClassLoader(before);
        }
    }

    /**
     * What the last execution comes to, as far as that is settled, even though the strategy gave it
     * up; null when it is not.
     */
    @Nullable Verdict settled() {
        return world.settled().map(this::verdict).orElse(null);
    }

    private @Nullable Verdict verdict(Ending ending) {
        return Verdict.of(ending, subject);
    }

    Trace trace() {
        return world.trace();
    }

    /** The schedule of the last execution. */
    Schedule schedule() {
        return Schedule.of(
                world.trace(), fingerprint, level, reduced, world.options().environment());
    }

    String fingerprint() {
        return fingerprint;
    }

    /** The steps of the last execution. */
    List<Failure.StepRow> rows() {
        return view.rows();
    }

    /** How many steps it took until the end was settled. */
    int settledAt() {
        return world.settledAt();
    }

    /**
     * From the next execution on it is known who holds and who asks for what, and which calls led
     * to each step. That makes an execution many times slower.
     */
    void watch() {
        Places places = classes.places();
        world.watch()
                .on(
                        libraries,
                        site -> places.get(site).asked(),
                        site -> places.get(site).operation());
    }

    /** From the next execution on it is no longer known. */
    void lookAway() {
        world.watch().off();
    }

    /** See {@link World#snapshot}. */
    Snapshot snapshot(long enabled) {
        return world.snapshot(enabled);
    }

    /** How the threads of the last execution stood, in the words of the program. */
    List<ThreadStatus> threads(Snapshot snapshot) {
        return view.threads(snapshot);
    }

    /** A data race in the last execution, in words; none where accesses are not recorded. */
    Optional<String> race() {
        return level == Level.MEMORY ? view.race() : Optional.empty();
    }

    /** The input and output that has been seen in any execution, each call with its place. */
    List<String> outside() {
        return world.outside().calls();
    }

    /** Whether the program has drawn random numbers without a seed of its own. */
    boolean hasDrawn() {
        return world.ledger().hasDrawn();
    }

    /** Whether the program has come to where something can happen for no reason. */
    boolean isSpuriousPossible() {
        return world.isSpuriousPossible();
    }

    /** Whether the program has waited with a time limit. */
    boolean hasTimeLimits() {
        return world.hasTimeLimits();
    }

    /** Whether rounds of a loop have been left out that counts them. */
    boolean hasCountedRounds() {
        return world.hasCountedRounds();
    }

    /** Whether a thread that could have gone on has been kept back for the others. */
    boolean hasHeldBack() {
        return world.heldBack() > 0;
    }

    void listen() {
        if (context != null) {
            context.listen();
        }
    }

    List<String> events() {
        return context == null ? List.of() : context.events();
    }

    /** What the program told in a step of the last execution. */
    List<String> events(int step) {
        return context == null ? List.of() : context.events(step);
    }

    /** Changes as long as something is going on; may be read from another thread. */
    long progress() {
        return executions + world.progress();
    }
}
