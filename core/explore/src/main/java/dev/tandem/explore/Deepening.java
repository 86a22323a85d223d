// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Explorer.Progress;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Explores a program at one level of detail after the other: what is common is found at {@code
 * SYNC} within seconds, and data races at {@code MEMORY}, which sees all that the program itself
 * does. {@code VOLATILE} comes last: it looks into the JDK's own concurrent classes as well, which
 * takes many more executions and seldom shows anything.
 *
 * <p>More than a calm environment permits may happen at {@code SYNC}, as far as a short search
 * goes, and at {@code MEMORY} when nothing else has been found.
 */
public final class Deepening {

    /** The levels after {@code SYNC}, in their order. */
    public static final List<Level> FINER = List.of(Level.MEMORY, Level.VOLATILE);

    private Deepening() {}

    /**
     * Goes on until a failure is found or the limit of time is reached, whichever is first; the
     * limit of executions is that of each level.
     *
     * @return the search that has shown a failure, else what the most telling level has come to
     *     that was searched to its end; a note says of each other one how far it has come
     * @throws dev.tandem.spi.TandemException as {@link Explorer#explore} does
     */
    public static ExplorationResult explore(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled) {
        return explore(request, FINER, progress, cancelled);
    }

    /**
     * As {@link #explore(ExploreRequest, Progress, BooleanSupplier)}.
     *
     * @param finer the levels to go through after {@code SYNC}
     */
    public static ExplorationResult explore(
            ExploreRequest request,
            List<Level> finer,
            Progress progress,
            BooleanSupplier cancelled) {
        long start = System.nanoTime();
        ExplorationResult known = CalmFirst.glance(request.at(Level.SYNC), progress, cancelled);
        if (!known.isProof()) {
            return known;
        }
        Deque<String> unproved = new ArrayDeque<>();
        for (Level level : finer) {
            if (Thread.currentThread().isInterrupted() || cancelled.getAsBoolean()) {
                break;
            }
            Duration left = request.limits().left(start);
            if (!left.isPositive()) {
                unproved.push(HowFar.nothing(aim(level)));
                continue;
            }
            ExploreRequest wanted = level == Level.MEMORY ? request : request.in(Environment.CALM);
            ExplorationResult next =
                    Explorer.explore(wanted.at(level).within(left), progress, cancelled);
            if (next.hasFailed()) {
                return next;
            }
            if (!next.isProof()) {
                unproved.push(HowFar.of(aim(level), next));
            } else {
                known =
                        known.level() == Level.MEMORY
                                ? known.with("proved " + aim(level) + " as well")
                                : next.remembering(known);
            }
        }
        for (String note : unproved) {
            known = known.with(note);
        }
        return known;
    }

    private static String aim(Level level) {
        return "at the level " + level.name().toLowerCase(Locale.ROOT);
    }
}
