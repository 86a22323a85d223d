// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.strategy.Replay;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Strategy;
import dev.tandem.spi.TandemException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Follows schedules of one program, all of them found by the same search. For one thread. */
final class Replayer {

    private final Harness harness;

    /**
     * @param schedule one of them
     * @throws TandemException.Usage when it is one of another program
     */
    Replayer(Subject subject, Schedule schedule, int stepLimit) {
        harness =
                new Harness(
                        subject,
                        schedule.level(),
                        schedule.isReduced(),
                        stepLimit,
                        schedule.environment());
        if (!harness.fingerprint().equals(schedule.fingerprint())) {
            throw new TandemException.Usage(
                    "the schedule is of another program, or of other parameters, or of an earlier version of this one; explore "
                            + subject.id()
                            + " again to get a new one");
        }
        harness.watch();
    }

    Harness harness() {
        return harness;
    }

    /** See {@link Harness#progress}. */
    long progress() {
        return harness.progress();
    }

    /**
     * @throws TandemException.Usage when the program diverges from the schedule
     */
    Replayed follow(Schedule schedule) {
        Replay replay = new Replay(schedule.tasks(), schedule.values());
        return follow(replay, replay);
    }

    /**
     * As {@link #follow(Schedule)}.
     *
     * @param strategy does what the replay says
     */
    Replayed follow(Strategy strategy, Replay replay) {
        harness.listen();
        Verdict verdict = harness.run(strategy);
        if (replay.divergedAt() >= 0) {
            throw new TandemException.Usage(
                    "the program diverges from the schedule at step "
                            + (replay.divergedAt() + 1)
                            + ": the thread that is to go on cannot; the schedule is of another version, or was changed");
        }
        if (verdict == null) {
            throw new AssertionError("a replay is never given up");
        }
        if (!verdict.isFailure()) {
            verdict = harness.race().map(race -> Verdict.of(Kind.DATA_RACE, race)).orElse(verdict);
        }
        Broken failure = verdict.failure();
        return new Replayed(
                verdict.label(),
                verdict.grade(),
                Optional.ofNullable(failure).map(Broken::kind),
                failure == null ? "" : failure.message(),
                failure == null ? List.of() : failure.threads(),
                harness.rows(),
                harness.settledAt() > replay.length()
                        ? OptionalInt.of(replay.length())
                        : OptionalInt.empty(),
                harness.events());
    }
}
