package dev.tandem.explore;

import dev.tandem.explore.ExplorationResult.OutcomeRow;
import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.Laboratory.Verdict;
import dev.tandem.explore.strategy.Replay;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.UncontrolledException;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Explores and replays. Every call makes worlds of its own; nothing is kept between calls. */
public final class Explorer {

    /**
     * Hears how far an exploration has come. Called from a thread of the explorer, some times a
     * second.
     */
    @FunctionalInterface
    public interface Progress {
        void at(long executions, long steps);
    }

    private Explorer() {}

    /**
     * Explores until everything is seen, a failure is found, a limit is reached or the caller has
     * had enough.
     *
     * @param cancelled asked now and then; interrupting the calling thread does the same, and
     *     leaves it interrupted
     * @throws TandemException.Usage when the program cannot be found or started
     * @throws TandemException.Missing when the JVM was started without the packages that the
     *     explorer needs
     */
    public static ExplorationResult explore(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled) {
        long start = System.nanoTime();
        Search search = new Search(request, progress);
        try {
            Carrier.run(search.works(), cancelled, search::cancel);
        } catch (UncontrolledException e) {
            Failure stuck = search.stuck(String.valueOf(e.getMessage()));
            return search.result(System.nanoTime() - start, Optional.of(stuck));
        }
        Optional<Failure> failure = Optional.empty();
        if (search.failed() != null && search.failedSchedule() != null) {
            Explanation explanation =
                    new Explanation(request, search.failedSchedule(), search.failed());
            Carrier.run(explanation::run, explanation::progress, cancelled, explanation::cancel);
            failure = Optional.of(explanation.failure());
        }
        return search.result(System.nanoTime() - start, failure);
    }

    /**
     * Follows a schedule.
     *
     * @param subject what it is a schedule of, with the same variant and parameters
     * @throws TandemException.Usage when the text is no schedule, it is one of another program, or
     *     the program diverges from it; then the message says at which step
     */
    public static Replayed replay(Subject subject, String schedule, int stepLimit) {
        Schedule parsed = Schedule.parse(schedule);
        Replayed[] result = new Replayed[1];
        Laboratory laboratory = laboratory(subject, parsed, stepLimit);
        laboratory.watch();
        Carrier.run(
                () -> result[0] = follow(laboratory, parsed),
                laboratory::progress,
                () -> false,
                () -> {});
        return result[0];
    }

    /**
     * Follows schedules and takes a shot of the program before each of their steps.
     *
     * @param subject what they are schedules of, all of them found by the same search
     * @param most how many shots a film can have; a longer execution gets an excerpt
     * @return a film for each schedule; fewer when the calling thread is interrupted, which it is
     *     left
     * @throws TandemException.Usage as for {@link #replay}
     */
    public static List<Film> film(
            Subject subject, List<String> schedules, int stepLimit, int most) {
        List<Film> films = new ArrayList<>();
        if (schedules.isEmpty()) {
            return films;
        }
        List<Schedule> parsed = schedules.stream().map(Schedule::parse).toList();
        Laboratory laboratory = laboratory(subject, parsed.getFirst(), stepLimit);
        Filming filming = new Filming(laboratory, most);
        AtomicBoolean cancelled = new AtomicBoolean();
        Carrier.run(
                () ->
                        parsed.stream()
                                .takeWhile(schedule -> !cancelled.get())
                                .forEach(schedule -> films.add(filming.film(schedule))),
                laboratory::progress,
                () -> false,
                () -> cancelled.set(true));
        return List.copyOf(films);
    }

    static Replayed follow(Laboratory laboratory, Schedule schedule) {
        Replay replay = new Replay(schedule.tasks(), schedule.values());
        return follow(laboratory, replay, replay);
    }

    /**
     * @param strategy does what the replay says
     */
    static Replayed follow(Laboratory laboratory, Strategy strategy, Replay replay) {
        laboratory.listen();
        Verdict verdict = laboratory.run(strategy);
        if (replay.divergedAt() >= 0) {
            throw new TandemException.Usage(
                    "the program diverges from the schedule at step "
                            + (replay.divergedAt() + 1)
                            + ": the thread that is to go on cannot; the schedule is of another version, or was changed");
        }
        if (verdict == null) {
            throw new AssertionError("a replay is never given up");
        }
        Broken failure = verdict.failure();
        return new Replayed(
                verdict.label(),
                verdict.grade(),
                Optional.ofNullable(failure).map(Broken::kind),
                failure == null ? "" : failure.message(),
                failure == null ? List.of() : failure.threads(),
                laboratory.rows(),
                laboratory.settledAt() > replay.length()
                        ? OptionalInt.of(replay.length())
                        : OptionalInt.empty(),
                laboratory.events());
    }

    private static Laboratory laboratory(Subject subject, Schedule schedule, int stepLimit) {
        Laboratory laboratory =
                new Laboratory(subject, schedule.level(), schedule.isReduced(), stepLimit);
        if (!laboratory.fingerprint().equals(schedule.fingerprint())) {
            throw new TandemException.Usage(
                    "the schedule is of another program, or of other parameters, or of an earlier version of this one; explore "
                            + subject.id()
                            + " again to get a new one");
        }
        return laboratory;
    }

    static OutcomeRow row(Verdict verdict, long count, Schedule schedule) {
        return new OutcomeRow(verdict.label(), verdict.grade(), count, schedule.toString());
    }

    static Stop stop(boolean failed, boolean cancelled, boolean bounded) {
        return failed
                ? Stop.FAILED
                : cancelled ? Stop.CANCELLED : bounded ? Stop.BOUNDED : Stop.EXHAUSTED;
    }
}
