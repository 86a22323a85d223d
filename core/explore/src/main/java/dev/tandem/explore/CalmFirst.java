// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Explorer.Progress;
import dev.tandem.explore.world.Environment;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Explores a program first in a calm environment, where nothing happens for no reason and time
 * passes when nobody can go on; then, if nothing was found there and more may happen to it, in the
 * environment that is asked for. So a failure is shown without what it does not need, and a program
 * to which nothing more can happen costs nothing more.
 */
final class CalmFirst {

    /**
     * How long a short search in a wider environment is: as the calm one so many times, and more.
     */
    private static final int TIMES = 10;

    private static final int MORE = 20_000;

    private CalmFirst() {}

    /** As {@link #explore}, but for a search in the wider environment that is not a long one. */
    static ExplorationResult glance(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled) {
        return explore(request, progress, cancelled, true);
    }

    /**
     * @return what the search in the environment that is asked for has come to, if it was needed
     *     and has ended or found a failure; otherwise what the calm one has, and a note says how
     *     far the other has come
     */
    static ExplorationResult explore(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled) {
        return explore(request, progress, cancelled, false);
    }

    private static ExplorationResult explore(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled, boolean isShort) {
        long start = System.nanoTime();
        ExplorationResult calm = Explorer.search(request.in(Environment.CALM), progress, cancelled);
        if (!calm.isProof() || !calm.happenings().canBeWider(request.environment())) {
            return calm;
        }
        Duration left = request.limits().left(start);
        long executions =
                Math.min(
                        request.executions() - calm.executions(),
                        isShort ? TIMES * calm.executions() + MORE : Long.MAX_VALUE);
        if (!left.isPositive() || executions < 1) {
            return calm.with(HowFar.nothing(aim(request, calm)));
        }
        ExplorationResult wide =
                Explorer.search(
                        request.within(left).limited(executions, request.stepLimit()),
                        progress,
                        cancelled);
        return wide.isProof() || wide.hasFailed()
                ? wide
                : calm.with(HowFar.of(aim(request, calm), wide));
    }

    /** What the second search is for, in words. */
    private static String aim(ExploreRequest request, ExplorationResult calm) {
        return "with "
                + new ExplorationResult.Happenings(
                                request.environment(),
                                calm.happenings().waits(),
                                calm.happenings().timeLimits())
                        .inWords();
    }
}
