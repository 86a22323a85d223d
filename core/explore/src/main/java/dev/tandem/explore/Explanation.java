// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.Passing;
import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.strategy.Replay;
import dev.tandem.explore.strategy.Unreduced;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import dev.tandem.spi.TandemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failure easy to understand: the schedule with the fewest switches that fails alike, and
 * the nearest one that passes.
 */
final class Explanation {

    private static final int TRIES = 20_000;
    private static final int PREEMPTIONS = 4;

    private final Harness harness;
    private final Verdict verdict;
    private Schedule schedule;
    private volatile boolean cancelled;
    private @Nullable Failure failure;

    /** A schedule that passes, and the first step in which it is another. */
    private record Way(Schedule schedule, int differsAt) {}

    /**
     * @param harness one for the program as it was searched, which nothing else uses
     */
    Explanation(Harness harness, Schedule schedule, Verdict verdict) {
        this.harness = harness;
        this.schedule = schedule;
        this.verdict = verdict;
    }

    void run() {
        Broken broken = verdict.failure();
        if (broken == null) {
            throw new AssertionError("only a failure is explained");
        }
        harness.run(new Replay(new int[0], new int[0]));
        if (broken.kind() == Kind.UNCONTROLLED || broken.kind() == Kind.DATA_RACE) {
            harness.watch();
            harness.run(replay(schedule));
            failure =
                    new Failure(
                            broken.kind(),
                            schedule.toString(),
                            message(broken),
                            broken.threads(),
                            harness.rows(),
                            Optional.empty());
            return;
        }
        minimise();
        harness.watch();
        Verdict again = harness.run(replay(schedule));
        Broken shown = again == null || again.failure() == null ? broken : again.failure();
        List<StepRow> rows = harness.rows();
        long[] enabled = enabled(harness.trace());
        harness.lookAway();
        Optional<Way> nearest = nearestPassing(enabled, rows);
        harness.watch();
        failure =
                new Failure(
                        shown.kind(),
                        schedule.toString(),
                        shown.message(),
                        shown.threads(),
                        rows,
                        nearest.map(this::shown));
    }

    private Passing shown(Way way) {
        harness.run(replay(way.schedule));
        return new Passing(way.schedule.toString(), way.differsAt, harness.rows());
    }

    /** Of a race there is more to say once the execution was watched. */
    private String message(Broken broken) {
        return broken.kind() == Kind.DATA_RACE
                ? harness.race().orElse(broken.message())
                : broken.message();
    }

    /** Another schedule may be too large for the explorer; the failure that was found is not. */
    private @Nullable Verdict attempt(Strategy strategy) {
        try {
            return harness.run(strategy);
        } catch (TandemException.Missing e) {
            return null;
        }
    }

    private static Replay replay(Schedule schedule) {
        return new Replay(schedule.tasks(), schedule.values());
    }

    private static long[] enabled(Trace trace) {
        long[] enabled = new long[trace.steps()];
        for (int i = 0; i < enabled.length; i++) {
            enabled[i] = trace.enabled(i);
        }
        return enabled;
    }

    /**
     * Searches with no preemption, then with one, and so on; what is found first has the fewest.
     */
    private void minimise() {
        for (int preemptions = 0; preemptions <= PREEMPTIONS; preemptions++) {
            Unreduced search = new Unreduced(preemptions);
            for (int i = 0; i < TRIES && !cancelled; i++) {
                Verdict found = attempt(search);
                if (found != null && found.sameAs(verdict)) {
                    Schedule shorter = harness.schedule();
                    schedule = shorter.switches() <= schedule.switches() ? shorter : schedule;
                    return;
                }
                if (!search.executionDone(harness.trace())) {
                    break;
                }
            }
        }
    }

    /** Leaves the schedule as late as possible; a circle, the first time round. */
    private Optional<Way> nearestPassing(long[] enabled, List<StepRow> rows) {
        int[] tasks = schedule.tasks();
        int end =
                Excerpt.circle(rows)
                        .map(circle -> circle.from() + circle.length())
                        .orElse(tasks.length);
        for (int step = Math.min(end, enabled.length) - 1; step > 0 && !cancelled; step--) {
            for (long rest = enabled[step] & ~(1L << tasks[step]); rest != 0; rest &= rest - 1) {
                int[] other = Arrays.copyOf(tasks, step + 1);
                other[step] = Long.numberOfTrailingZeros(rest);
                Verdict found = attempt(new Replay(other, schedule.values()));
                if (found != null && !found.isFailure()) {
                    return Optional.of(new Way(harness.schedule(), step));
                }
            }
        }
        return Optional.empty();
    }

    void cancel() {
        cancelled = true;
    }

    long progress() {
        return harness.progress();
    }

    Failure failure() {
        Failure found = failure;
        if (found == null) {
            throw new IllegalStateException("not explained yet");
        }
        return found;
    }
}
