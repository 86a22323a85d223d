// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
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
     * @param recording one of them
     * @throws TandemException.Usage when it is one of another program
     */
    Replayer(Subject subject, Recording recording, int stepLimit) {
        Schedule schedule = Schedule.parse(recording.schedule());
        harness =
                new Harness(
                        subject,
                        schedule.level(),
                        schedule.isReduced(),
                        stepLimit,
                        schedule.environment());
        recording.requireOf(subject, schedule, harness.fingerprint());
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
     * @throws TandemException.Usage when the program takes other steps than the recording has
     */
    Replayed follow(Recording recording) {
        Schedule schedule = Schedule.parse(recording.schedule());
        Replay replay = new Replay(schedule.tasks(), schedule.values());
        return follow(recording, replay, replay);
    }

    /**
     * As {@link #follow(Recording)}.
     *
     * @param strategy does what the replay says
     */
    Replayed follow(Recording recording, Strategy strategy, Replay replay) {
        harness.listen();
        Verdict verdict = harness.run(strategy);
        List<StepRow> rows = harness.rows();
        recording
                .change(rows, replay)
                .ifPresent(change -> {
                    throw new TandemException.Usage(change);
                });
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
                rows,
                harness.settledAt() > replay.length()
                        ? OptionalInt.of(replay.length())
                        : OptionalInt.empty(),
                harness.events());
    }
}
