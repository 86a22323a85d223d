package dev.tandem.explore;

import dev.tandem.explore.Seat.State;
import dev.tandem.explore.rewriting.Places;
import dev.tandem.explore.rewriting.Places.Place;
import dev.tandem.explore.rewriting.Plan;
import dev.tandem.explore.rewriting.WorldClasses;
import dev.tandem.explore.strategy.DataRaces;
import dev.tandem.explore.world.Ending;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Moment;
import dev.tandem.explore.world.Origin;
import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.World;
import dev.tandem.spi.Grade;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A world with one program in it, rewritten and ready to be run again and again. For one thread.
 */
final class Laboratory {

    private final World world;
    private final WorldClasses classes;
    private final Level level;
    private final boolean reduced;
    private final String fingerprint;
    private final Callable<? extends @Nullable Object> program;
    private final @Nullable ExploringContext context;
    private final Subject subject;
    private final DataRaces races = new DataRaces();
    private volatile long executions;

    /**
     * What one execution came to.
     *
     * @param label the outcome, or the kind of the failure
     * @param failure what went wrong, if anything did
     */
    record Verdict(String label, Grade grade, @Nullable Broken failure) {

        boolean isFailure() {
            return failure != null;
        }

        boolean sameAs(Verdict other) {
            return label.equals(other.label) && isFailure() == other.isFailure();
        }
    }

    /**
     * @param reduced whether the executions are for a reduced search, and so recorded
     * @throws dev.tandem.spi.TandemException.Usage when the program cannot be found or started
     */
    Laboratory(Subject subject, Level level, boolean reduced, int stepLimit) {
        this(subject, level, reduced, stepLimit, new Places());
    }

    private Laboratory(
            Subject subject, Level level, boolean reduced, int stepLimit, Places places) {
        Exports.require(subject);
        this.subject = subject;
        this.level = level;
        this.reduced = reduced;
        boolean tracked = reduced || level == Level.MEMORY;
        this.world =
                new World(
                        new World.Options(
                                stepLimit, tracked, reduced, reduced && level != Level.VOLATILE));
        ClassLoader source =
                switch (subject) {
                    case Subject.OfWorkload w -> w.workload().getClass().getClassLoader();
                    case Subject.OfClass c -> c.loader();
                };
        this.classes = WorldClasses.of(source, world, new Plan(level, tracked), places);
        this.context =
                subject instanceof Subject.OfWorkload w ? new ExploringContext(w, world) : null;
        this.program = Programs.load(subject, classes, context);
        String main = Programs.mainClass(subject);
        this.fingerprint = classes.fingerprint(main, subject.variant() + parameters());
        world.defer(!classes.parks(main));
    }

    /**
     * Whether there can be but one at a time in this process: a new one puts an end to the one
     * before, which can only tell of what it has seen.
     */
    static boolean isSingle() {
        return WorldClasses.areShared();
    }

    /** Another one for the same program and another thread. What both see has the same numbers. */
    Laboratory another() {
        return new Laboratory(
                subject, level, reduced, world.options().stepLimit(), classes.places());
    }

    private String parameters() {
        return subject instanceof Subject.OfWorkload w
                ? w.parameters() + "/" + w.seed()
                : subject.id();
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
        return switch (ending) {
            case Ending.Pruned p -> null;
            case Broken broken -> new Verdict(broken.kind().toString(), Grade.FORBIDDEN, broken);
            case Ending.Returned returned -> judge(returned.result());
        };
    }

    private Verdict judge(@Nullable Object result) {
        if (!(subject instanceof Subject.OfWorkload w)) {
            return new Verdict(
                    result == null ? "completed" : Origin.whole(String.valueOf(result)),
                    Grade.ACCEPTABLE,
                    null);
        }
        return switch (result) {
            case Outcome.Observed observed -> {
                Label expectation = w.workload().spec().expectation(observed.label());
                Broken failure =
                        expectation.grade().isPass()
                                ? null
                                : new Broken(
                                        Kind.FAILED_CHECK,
                                        "observes "
                                                + observed.label()
                                                + ", which is "
                                                + (expectation.grade() == Grade.FORBIDDEN
                                                        ? "forbidden: "
                                                        : "not declared: ")
                                                + expectation.reason(),
                                        List.of());
                yield new Verdict(observed.label(), expectation.grade(), failure);
            }
            case Outcome.Failed failed ->
                    broken(Kind.UNCAUGHT_EXCEPTION, "the workload reports " + failed.error());
            case Outcome.Unavailable no ->
                    broken(Kind.UNCONTROLLED, no.reason() + "; " + no.remedy());
            case null, default ->
                    broken(Kind.UNCAUGHT_EXCEPTION, "the workload returned no outcome");
        };
    }

    private static Verdict broken(Kind kind, String message) {
        return new Verdict(
                kind.toString(),
                Grade.FORBIDDEN,
                new Broken(kind, Origin.whole(Origin.plain(message)), List.of()));
    }

    Trace trace() {
        return world.trace();
    }

    /** The schedule of the last execution. */
    Schedule schedule() {
        return Schedule.of(world.trace(), fingerprint, level, reduced);
    }

    String fingerprint() {
        return fingerprint;
    }

    /** The steps of the last execution. */
    List<Failure.StepRow> rows() {
        List<Failure.StepRow> rows = new ArrayList<>();
        Trace trace = world.trace();
        long begun = 0;
        for (int i = 0; i < trace.steps(); i++) {
            Place place = classes.places().get(trace.site(i));
            boolean begins = (begun >>> trace.task(i) & 1) == 0;
            begun |= 1L << trace.task(i);
            rows.add(
                    new Failure.StepRow(
                            world.name(trace.task(i)),
                            begins ? "begins" : place.operation(),
                            begins ? "" : world.watch().asked(i),
                            begins || place.file().isEmpty()
                                    ? ""
                                    : place.file() + ":" + place.line()));
        }
        return List.copyOf(rows);
    }

    /** How many steps it took until the end was settled. */
    int settledAt() {
        return world.settledAt();
    }

    /** From the next execution on it is known who holds and who asks for what. */
    void watch() {
        world.watch().on();
    }

    /** See {@link World#moment}. */
    Moment moment(long enabled) {
        return world.moment(enabled);
    }

    /** A moment of the last execution, told as people talk about it. */
    List<Seat> seats(Moment moment) {
        return moment.threads().stream().map(this::seat).toList();
    }

    private Seat seat(Moment.Stance stance) {
        Place place = classes.places().get(stance.site());
        return new Seat(
                stance.name(),
                State.of(stance),
                Failure.StepRow.what(place.operation(), stance.asks()),
                place.file().isEmpty() ? "" : place.file() + ":" + place.line(),
                stance.holds(),
                stance.waitsFor(),
                stance.heldBy());
    }

    /**
     * A data race in the last execution, in words; null when there is none or accesses are not
     * recorded.
     */
    @Nullable String race() {
        if (level != Level.MEMORY) {
            return null;
        }
        Trace trace = world.trace();
        return races.find(trace)
                .map(race ->
                        classes.places().fieldName(Trace.field(race.access()))
                                + " is accessed by "
                                + world.name(trace.task(race.first()))
                                + " ("
                                + classes.places().get(trace.site(race.first()))
                                + ") and by "
                                + world.name(trace.task(race.second()))
                                + " ("
                                + classes.places().get(trace.site(race.second()))
                                + "), and nothing orders the two")
                .orElse(null);
    }

    /** The input and output that has been seen in any execution, each call with its place. */
    List<String> outside() {
        return world.outside().calls();
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
