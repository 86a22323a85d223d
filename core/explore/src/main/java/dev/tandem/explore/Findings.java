// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Decisions;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a search has found that went wrong, and what of that decides it. All its workers report
 * here.
 */
final class Findings {

    /**
     * Something that went wrong.
     *
     * @param schedule empty when nobody knows how it got there
     */
    record Finding(Verdict verdict, Optional<Schedule> schedule) {

        /** Whether the last execution of a harness comes {@link Decisions#areBefore before}. */
        boolean comesAfter(Harness harness) {
            return schedule.isPresent() && harness.trace().areBefore(schedule.get());
        }
    }

    private final boolean firstCounts;
    private final boolean keepsGoing;
    private @Nullable Finding failure;
    private volatile @Nullable Finding race;
    private boolean untrusted;

    /** The number of the execution that decides; those after it do not matter any longer. */
    private volatile long decision = Long.MAX_VALUE;

    Findings(ExploreRequest request) {
        this.firstCounts = request.strategy() == ExploreRequest.Kind.DFS;
        this.keepsGoing = request.keepGoing();
    }

    /** A race is a failure, but one that does something is a better one: so the search goes on. */
    void lookForRace(Harness harness) {
        if (isFirst(harness, race)) {
            harness.race().ifPresent(message -> race(message, harness));
        }
    }

    private static boolean isFirst(Harness harness, @Nullable Finding known) {
        return known == null || known.comesAfter(harness);
    }

    private synchronized void race(String message, Harness harness) {
        if (isFirst(harness, race)) {
            race =
                    new Finding(
                            Verdict.of(Kind.DATA_RACE, message), Optional.of(harness.schedule()));
        }
    }

    /**
     * The last execution of a harness has failed.
     *
     * @param number of the execution
     * @return whether that decides the search, unless one with a smaller number does
     */
    synchronized boolean failed(Verdict verdict, Harness harness, long number) {
        Broken broken = verdict.failure();
        untrusted |= broken != null && broken.kind() == Kind.UNCONTROLLED;
        if (number >= decision) {
            return false;
        }
        if (isFirst(harness, failure) || (!firstCounts && !keepsGoing)) {
            failure = new Finding(verdict, Optional.of(harness.schedule()));
        }
        if (keepsGoing && !untrusted) {
            return false;
        }
        decision = number;
        return true;
    }

    /** Whether nothing that is under way can decide otherwise: a sample might. */
    synchronized boolean areFinal() {
        return firstCounts || untrusted;
    }

    /** Whether an execution would come after the one that decides. */
    boolean areDecidedBefore(long number) {
        return number > decision;
    }

    /**
     * Nothing that the search says can be trusted.
     *
     * @param schedule one that shows it; empty when the search stands still
     */
    synchronized void distrust(String message, Optional<Schedule> schedule) {
        untrusted = true;
        failure = new Finding(Verdict.of(Kind.UNCONTROLLED, message), schedule);
    }

    /** Whether nothing was out of the explorer's control. */
    synchronized boolean areTrusted() {
        return !untrusted;
    }

    /** What is to be reported, if anything went wrong. */
    synchronized Optional<Finding> worst() {
        return Optional.ofNullable(failure != null ? failure : race);
    }

    /**
     * Whether it is a failure that the search has ended with.
     *
     * @param exhausted whether nothing was left to be searched
     */
    synchronized boolean haveStopped(boolean exhausted) {
        return worst().isPresent() && (exhausted || untrusted || (failure != null && !keepsGoing));
    }
}
