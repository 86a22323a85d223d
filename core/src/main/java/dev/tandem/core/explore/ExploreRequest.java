package dev.tandem.core.explore;

import dev.tandem.core.spi.TandemException;
import dev.tandem.core.spi.WorkloadSpec.Level;

/**
 * An exploration to be made.
 *
 * @param preemptions how many preemptions a schedule may have under {@link Kind#DFS}; negative for
 *     any number. A bound switches the reduction off
 * @param executions after how many executions to stop
 * @param reduction whether only one schedule of each class of equivalent ones is run under {@link
 *     Kind#DFS}
 * @param seed of the random strategies
 * @param depth the number of ordering constraints that {@link Kind#PCT} aims at, at least 1
 * @param stepLimit after how many steps an execution is called a livelock
 * @param keepGoing whether a failure does not end the exploration, so that the table of outcomes
 *     becomes complete
 * @param workers how many threads search, each in a world of its own; at least 1, or {@link
 *     #ALL_CORES}
 */
public record ExploreRequest(
        Subject subject,
        Level level,
        Kind strategy,
        int preemptions,
        long executions,
        boolean reduction,
        long seed,
        int depth,
        int stepLimit,
        boolean keepGoing,
        int workers) {

    /** How schedules are chosen. */
    public enum Kind {
        /** All of them, depth first. */
        DFS,
        /** At random, each choice alike. */
        RANDOM,
        /** By random priorities that change a few times. */
        PCT
    }

    public static final int UNBOUNDED = -1;

    /**
     * One worker, whom one for each further processor joins when the search has taken a second: the
     * short ones are then the same every time, and the long ones are shared out. A native image has
     * one world, and so one worker.
     */
    public static final int ALL_CORES = Integer.MIN_VALUE;

    public ExploreRequest {
        if (executions < 1 || depth < 1 || stepLimit < 1) {
            throw new TandemException.Usage("executions, depth and step limit are numbers from 1");
        }
        if (workers < 1 && workers != ALL_CORES) {
            throw new TandemException.Usage("--workers is a number from 1, not " + workers);
        }
        if (preemptions < UNBOUNDED) {
            throw new TandemException.Usage("--preemptions is a number from 0, not " + preemptions);
        }
    }

    /**
     * Depth first with reduction, at the level that the workload asks for, up to a million
     * executions.
     */
    public static ExploreRequest of(Subject subject) {
        Level level =
                subject instanceof Subject.OfWorkload w
                        ? w.workload().spec().exploration().map(e -> e.level()).orElse(Level.SYNC)
                        : Level.VOLATILE;
        return new ExploreRequest(
                subject, level, Kind.DFS, UNBOUNDED, 1_000_000, true, 1, 3, 20_000, false, 1);
    }

    public ExploreRequest at(Level newLevel) {
        return new ExploreRequest(
                subject,
                newLevel,
                strategy,
                preemptions,
                executions,
                reduction,
                seed,
                depth,
                stepLimit,
                keepGoing,
                workers);
    }

    public ExploreRequest by(Kind kind, int newPreemptions, boolean newReduction) {
        return new ExploreRequest(
                subject,
                level,
                kind,
                newPreemptions,
                executions,
                newReduction,
                seed,
                depth,
                stepLimit,
                keepGoing,
                workers);
    }

    public ExploreRequest seeded(long newSeed, int newDepth) {
        return new ExploreRequest(
                subject,
                level,
                strategy,
                preemptions,
                executions,
                reduction,
                newSeed,
                newDepth,
                stepLimit,
                keepGoing,
                workers);
    }

    public ExploreRequest limited(long newExecutions, int newStepLimit) {
        return new ExploreRequest(
                subject,
                level,
                strategy,
                preemptions,
                newExecutions,
                reduction,
                seed,
                depth,
                newStepLimit,
                keepGoing,
                workers);
    }

    public ExploreRequest keepingGoing(boolean on) {
        return new ExploreRequest(
                subject,
                level,
                strategy,
                preemptions,
                executions,
                reduction,
                seed,
                depth,
                stepLimit,
                on,
                workers);
    }

    public ExploreRequest with(int newWorkers) {
        return new ExploreRequest(
                subject,
                level,
                strategy,
                preemptions,
                executions,
                reduction,
                seed,
                depth,
                stepLimit,
                keepGoing,
                newWorkers);
    }

    boolean isReduced() {
        return strategy == Kind.DFS && reduction && preemptions < 0;
    }
}
