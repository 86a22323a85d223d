// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.Happenings;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.strategy.Pct;
import dev.tandem.explore.world.Environment.Time;
import dev.tandem.explore.world.Strategy;
import dev.tandem.spi.Durations;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a search comes to: why it stopped, and what a reader must know to judge that.
 *
 * @param all what all workers have counted
 * @param stoppedByFailure whether a failure has ended it
 * @param trusted whether what was seen can be relied on
 * @param exhausted whether nothing was left to be searched
 * @param cancelled whether the caller has had enough
 * @param timedOut whether the time was up
 * @param drawn whether the program has drawn random numbers without a seed of its own
 * @param waits whether the program has come to where something can happen for no reason
 * @param timeLimits whether the program has waited with a time limit
 * @param counted whether rounds of a loop were left out that counts them
 * @param heldBack whether a thread that could have gone on was kept back for the others
 * @param drawnBetween how many random schedules a search of all has run beside its own
 * @param outside the input and output that has been seen
 */
record Summary(
        ExploreRequest request,
        Strategy strategy,
        Tally all,
        boolean stoppedByFailure,
        boolean trusted,
        boolean exhausted,
        boolean cancelled,
        boolean timedOut,
        boolean drawn,
        boolean waits,
        boolean timeLimits,
        boolean counted,
        boolean heldBack,
        long drawnBetween,
        List<String> outside) {

    ExplorationResult result(long nanos, Optional<Failure> failure) {
        Stop stop = stop();
        return new ExplorationResult(
                request.subject().id(),
                request.subject().variant(),
                request.subject().values(),
                request.seed(),
                request.strategy(),
                request.level(),
                request.isReduced(),
                new Happenings(request.environment(), waits, timeLimits),
                all.executions(),
                request.strategy() == ExploreRequest.Kind.DFS ? all.complete() : all.schedules(),
                all.steps(),
                nanos,
                stop,
                stop == Stop.BOUNDED ? limit() : "",
                trusted && limit().isEmpty(),
                all.outcomes(),
                failure,
                all.space(),
                notes());
    }

    private Stop stop() {
        if (stoppedByFailure) {
            return Stop.FAILED;
        }
        if (cancelled && !exhausted) {
            return Stop.CANCELLED;
        }
        return limit().isEmpty() ? Stop.EXHAUSTED : Stop.BOUNDED;
    }

    private String limit() {
        if (timedOut && !exhausted) {
            return Durations.format(request.limits().time()) + " (--time-limit)";
        }
        if (!exhausted) {
            return request.executions() + " executions";
        }
        return all.isPreemptionBound() ? request.preemptions() + " preemptions" : "";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (strategy instanceof Pct pct) {
            notes.add(pct.boundInWords());
            if (!stoppedByFailure) {
                notes.add(pct.missedInWords(all.executions()));
            }
        }
        if (drawnBetween > 0) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "the search is a long one, so %,d schedules were drawn in between (surw, seed %d), %s",
                            drawnBetween,
                            request.seed(),
                            stoppedByFailure
                                    ? "until a failure was found"
                                    : "which have shown no failure"));
        }
        if (all.space().isPresent()) {
            notes.add(Caveat.ESTIMATE.words());
        }
        if (all.isFull()) {
            notes.add(Caveat.SCHEDULES.words(all.schedules()));
        }
        if (request.preemptions() >= 0 && request.search().reduction()) {
            notes.add(Caveat.UNREDUCED.words());
        }
        if (drawn) {
            notes.add(Caveat.DRAWS.words(request.subject().seed()));
        }
        if (!outside.isEmpty()) {
            notes.add(Caveat.OUTSIDE.words(String.join(", ", outside)));
        }
        notes.add(
                leftOut()
                        .map(Caveat::words)
                        .collect(Collectors.joining(", ", "not covered: ", "")));
        return List.copyOf(notes);
    }

    private Stream<Caveat> leftOut() {
        return Arrays.stream(Caveat.values()).filter(Caveat::isLeftOut).filter(this::applies);
    }

    private boolean applies(Caveat caveat) {
        return switch (caveat) {
            case ALL_FIELDS -> request.level() == Level.SYNC;
            case PLAIN_FIELDS -> request.level() == Level.VOLATILE;
            case INSIDE -> request.level() == Level.MEMORY;
            case SPURIOUS -> waits && request.environment().spurious() == 0;
            case TIME_OUTS -> timeLimits && request.environment().time() == Time.IDLE;
            case ROUNDS -> counted;
            case UNFAIRNESS -> heldBack;
            default -> true;
        };
    }
}
