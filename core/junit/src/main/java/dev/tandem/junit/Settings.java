// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.ExploreRequest.Kind;
import dev.tandem.explore.Subject;
import dev.tandem.explore.rewriting.Scope;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.Environment.Time;
import dev.tandem.spi.Durations;
import dev.tandem.spi.TandemException.Usage;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What {@link Explore} says, as values. */
record Settings(
        Kind strategy,
        List<Level> levels,
        int preemptions,
        boolean reduction,
        int spurious,
        Time time,
        long executions,
        int steps,
        Duration timeLimit,
        long seed,
        int depth,
        boolean all,
        int workers,
        boolean proof,
        Scope scope)
        implements Serializable {

    /** What is taken where nothing is said. */
    static Settings usual() {
        return of(Usual.class.getAnnotation(Explore.class));
    }

    @Explore
    private static final class Usual {}

    /**
     * @throws Usage for a time limit that is none, or no level
     */
    static Settings of(Explore explore) {
        if (explore.level().length == 0) {
            throw new Usage(
                    "@Explore(level = {}) names no level; SYNC, VOLATILE or MEMORY would be");
        }
        return new Settings(
                explore.strategy(),
                List.of(explore.level()),
                explore.preemptions(),
                explore.reduction(),
                explore.spurious(),
                explore.time(),
                explore.executions(),
                explore.steps(),
                Durations.parse(explore.timeLimit()),
                explore.seed(),
                explore.depth(),
                explore.all(),
                explore.workers(),
                explore.proof(),
                new Scope(Set.of(explore.include()), Set.of(explore.exclude())));
    }

    /** The same with at most so much time. */
    Settings within(Duration most) {
        return with(levels, most.compareTo(timeLimit) < 0 ? most : timeLimit, all);
    }

    /** For the table of outcomes: the search does not end with the first failure. */
    Settings forAllOutcomes() {
        return with(List.of(levels.getLast()), timeLimit, true);
    }

    private Settings with(List<Level> levels, Duration timeLimit, boolean all) {
        return new Settings(
                strategy,
                levels,
                preemptions,
                reduction,
                spurious,
                time,
                executions,
                steps,
                timeLimit,
                seed,
                depth,
                all,
                workers,
                proof,
                scope);
    }

    /**
     * @throws Usage for a value that is out of bounds
     */
    ExploreRequest request(Subject subject) {
        return ExploreRequest.of(subject)
                .at(levels.getFirst())
                .by(strategy, preemptions, reduction)
                .in(new Environment(spurious, time))
                .limited(executions, steps)
                .within(timeLimit)
                .seeded(seed, depth)
                .keepingGoing(all)
                .with(workers);
    }
}
