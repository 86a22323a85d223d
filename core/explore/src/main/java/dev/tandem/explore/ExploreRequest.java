// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Environment;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * An exploration to be made.
 *
 * @param search how schedules are chosen
 * @param environment what may happen to the program though none of its threads does it
 * @param limits when to stop
 * @param keepGoing whether a failure does not end the exploration, so that the table of outcomes
 *     becomes complete
 * @param workers how many threads search, each in a world of its own; from 1 to {@link
 *     #mostWorkers}, or {@link #ALL_CORES}
 */
public record ExploreRequest(
        Subject subject,
        Level level,
        Choice search,
        Environment environment,
        Limits limits,
        boolean keepGoing,
        int workers) {

    /** How schedules are chosen. */
    public enum Kind {
        /** All of them, depth first; a long search draws some at random in between. */
        DFS,
        /** At random, each choice alike. */
        RANDOM,
        /** By random priorities that change a few times. */
        PCT,
        /** At random, each order of the steps, or of some of them, about alike. */
        SURW
    }

    /**
     * A strategy with what it takes.
     *
     * @param preemptions how many preemptions a schedule may have under {@link Kind#DFS}; {@link
     *     #UNBOUNDED} for any number. A bound switches the reduction off
     * @param reduction whether only one schedule of each class of equivalent ones is run under
     *     {@link Kind#DFS}
     * @param seed of the random strategies, and of what a long search draws in between
     * @param depth the number of ordering constraints that {@link Kind#PCT} aims at, at least 1
     */
    public record Choice(Kind strategy, int preemptions, boolean reduction, long seed, int depth) {

        public Choice {
            if (preemptions < UNBOUNDED) {
                throw new TandemException.Usage(
                        "--preemptions is a number from 0, not " + preemptions);
            }
            atLeastOne("--depth", depth);
        }
    }

    /**
     * When to stop.
     *
     * @param executions after how many executions to end the exploration, at least 1
     * @param steps after how many steps to end an execution, as a livelock; at least 1
     * @param time after how long to end the exploration, between two executions; more than 0
     */
    public record Limits(long executions, int steps, Duration time) {

        public Limits {
            atLeastOne("--executions", executions);
            atLeastOne("--steps", steps);
            if (!time.isPositive()) {
                throw new TandemException.Usage("--time-limit is longer than nothing");
            }
        }

        /** What is left of the time, in whole seconds, as nobody reads nanoseconds. */
        Duration left(long startNanos) {
            Duration left = time.minusNanos(System.nanoTime() - startNanos);
            if (!left.isPositive()) {
                return Duration.ZERO;
            }
            Duration whole = left.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
            return whole.compareTo(time) < 0 ? whole : time;
        }
    }

    public static final int UNBOUNDED = -1;

    /** No limit to the time that an exploration takes. */
    public static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    /**
     * One worker, whom one for each further processor joins when the search has taken a second: the
     * short ones are then the same every time, and the long ones are shared out. A native image has
     * one world, and so one worker.
     */
    public static final int ALL_CORES = Integer.MIN_VALUE;

    private static final int WORKERS_A_CORE = 16;

    public ExploreRequest {
        if (workers != ALL_CORES) {
            int most = mostWorkers();
            if (workers < 1 || workers > most) {
                throw new TandemException.Usage(
                        "--workers is a number from 1 to " + most + ", not " + workers);
            }
        }
    }

    /**
     * How many workers a search can have on this machine: more than it has processors, so that they
     * can be tried out, but not so many that it has no room for them.
     */
    public static int mostWorkers() {
        return WORKERS_A_CORE * Runtime.getRuntime().availableProcessors();
    }

    private static void atLeastOne(String option, long value) {
        if (value < 1) {
            throw new TandemException.Usage(option + " is a number from 1, not " + value);
        }
    }

    /**
     * Depth first with reduction, at the level that the workload asks for, up to a million
     * executions, however long they take. A workload is explored in a calm environment, for some of
     * them look at regular intervals whether they stand still; code of the user's own in the usual
     * one.
     */
    public static ExploreRequest of(Subject subject) {
        Level level =
                subject instanceof Subject.OfWorkload w
                        ? w.workload().spec().exploration().map(e -> e.level()).orElse(Level.SYNC)
                        : Level.VOLATILE;
        return new ExploreRequest(
                subject,
                level,
                new Choice(Kind.DFS, UNBOUNDED, true, 1, 3),
                subject instanceof Subject.OfWorkload ? Environment.CALM : Environment.USUAL,
                new Limits(1_000_000, 20_000, FOR_EVER),
                false,
                1);
    }

    public ExploreRequest at(Level level) {
        return with(draft -> draft.level = level);
    }

    public ExploreRequest by(Kind kind, int preemptions, boolean reduction) {
        Choice choice = new Choice(kind, preemptions, reduction, seed(), depth());
        return with(draft -> draft.search = choice);
    }

    public ExploreRequest seeded(long seed, int depth) {
        Choice choice = new Choice(strategy(), preemptions(), search.reduction(), seed, depth);
        return with(draft -> draft.search = choice);
    }

    public ExploreRequest limited(long executions, int steps) {
        Limits chosen = new Limits(executions, steps, limits.time());
        return with(draft -> draft.limits = chosen);
    }

    public ExploreRequest within(Duration time) {
        Limits chosen = new Limits(executions(), stepLimit(), time);
        return with(draft -> draft.limits = chosen);
    }

    public ExploreRequest in(Environment environment) {
        return with(draft -> draft.environment = environment);
    }

    public ExploreRequest keepingGoing(boolean on) {
        return with(draft -> draft.keepGoing = on);
    }

    public ExploreRequest with(int workers) {
        return with(draft -> draft.workers = workers);
    }

    /** A copy that differs in what is changed. */
    private ExploreRequest with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    private static final class Draft {
        private final Subject subject;
        private Level level;
        private Choice search;
        private Environment environment;
        private Limits limits;
        private boolean keepGoing;
        private int workers;

        Draft(ExploreRequest from) {
            subject = from.subject;
            level = from.level;
            search = from.search;
            environment = from.environment;
            limits = from.limits;
            keepGoing = from.keepGoing;
            workers = from.workers;
        }

        ExploreRequest request() {
            return new ExploreRequest(
                    subject, level, search, environment, limits, keepGoing, workers);
        }
    }

    public Kind strategy() {
        return search.strategy();
    }

    public int preemptions() {
        return search.preemptions();
    }

    public long seed() {
        return search.seed();
    }

    public int depth() {
        return search.depth();
    }

    public long executions() {
        return limits.executions();
    }

    public int stepLimit() {
        return limits.steps();
    }

    /** Whether a long search of all schedules draws some at random in between. */
    boolean drawsBetween() {
        return strategy() == Kind.DFS && preemptions() < 0 && !keepGoing;
    }

    boolean isReduced() {
        return strategy() == Kind.DFS && search.reduction() && search.preemptions() < 0;
    }
}
