// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.Explorer.Progress;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Explores a program at one level of detail after the other, from the coarsest on: what is common
 * is found at {@code SYNC} within seconds, and only what is proved there is worth the many more
 * executions of a finer level.
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
        ExplorationResult known = Explorer.explore(request.at(Level.SYNC), progress, cancelled);
        for (Level level : FINER) {
            if (!known.isProof() || Thread.currentThread().isInterrupted()) {
                return known;
            }
            Duration left = request.limits().time().minusNanos(System.nanoTime() - start);
            if (!left.isPositive()) {
                return known.with("no time was left for the level " + word(level));
            }
            ExplorationResult finer =
                    Explorer.explore(request.at(level).within(left), progress, cancelled);
            if (!finer.isProof() && !hasFailed(finer)) {
                return known.with(howFar(level, finer));
            }
            known = finer;
        }
        return known;
    }

    private static boolean hasFailed(ExplorationResult result) {
        return result.failure().filter(f -> f.kind() != Kind.UNCONTROLLED).isPresent();
    }

    private static String howFar(Level level, ExplorationResult result) {
        String where = "nothing is proved at the level " + word(level) + ": ";
        if (result.failure().isPresent()) {
            return where + result.failure().get().message();
        }
        String why =
                result.stop() == Stop.CANCELLED
                        ? "cancelled"
                        : "stopped by the limit of " + result.limit();
        return String.format(
                Locale.ROOT,
                "%s%s, without a failure in %,d executions",
                where,
                why,
                result.executions());
    }

    private static String word(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
