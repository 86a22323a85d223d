// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Explorer.Progress;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Explores a program at one level of detail after the other, from the coarsest on: what is common
 * is found at {@code SYNC} within seconds, and only what is proved there is worth the many more
 * executions of a finer level. More than a calm environment permits may happen at {@code SYNC}, as
 * far as a short search goes, and at the finest level when nothing else has been found.
 */
public final class Deepening {

    private static final List<Level> FINER = List.of(Level.VOLATILE, Level.MEMORY);

    private Deepening() {}

    /**
     * Goes on until a failure is found or the limit of time is reached, whichever is first; the
     * limit of executions is that of each level.
     *
     * @return what the finest level has come to that was searched to its end or has shown a
     *     failure; a note says of the next one how far it has come
     * @throws dev.tandem.spi.TandemException as {@link Explorer#explore} does
     */
    public static ExplorationResult explore(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled) {
        long start = System.nanoTime();
        ExplorationResult known = CalmFirst.glance(request.at(Level.SYNC), progress, cancelled);
        for (Level level : FINER) {
            if (!known.isProof() || Thread.currentThread().isInterrupted()) {
                return known;
            }
            ExploreRequest next = level == FINER.getLast() ? request : request.in(Environment.CALM);
            Duration left = request.limits().left(start);
            if (!left.isPositive()) {
                return known.with(HowFar.nothing(aim(level)));
            }
            ExplorationResult finer =
                    Explorer.explore(next.at(level).within(left), progress, cancelled);
            if (!finer.isProof() && !finer.hasFailed()) {
                return known.with(HowFar.of(aim(level), finer));
            }
            known = finer.remembering(known);
        }
        return known;
    }

    private static String aim(Level level) {
        return "at the level " + level.name().toLowerCase(Locale.ROOT);
    }
}
