// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Findings.Finding;
import dev.tandem.explore.world.UncontrolledException;
import dev.tandem.spi.TandemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /** The outcome of an execution of a test whose assumptions do not hold. */
    public static final String ASSUMPTION = UnitTest.ASSUMPTION;

    private Explorer() {}

    /** Whether code of the user's own can be explored in this process. */
    public static boolean isPossibleHere() {
        return Exports.areOpen();
    }

    /** What a JVM must be started with to explore. */
    public static List<String> jvmOptions() {
        return Exports.options();
    }

    /**
     * Explores until everything is seen, a failure is found, a limit is reached or the caller has
     * had enough.
     *
     * @param cancelled asked now and then; interrupting the calling thread does the same, and
     *     leaves it interrupted
     * @throws TandemException.Usage when the program cannot be found or started
     * @throws TandemException.Missing when the JVM was started without the packages that the
     *     explorer needs, the program has more threads than it has room for, or the machine cannot
     *     start as many threads as the request has workers
     */
    public static ExplorationResult explore(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled) {
        return request.strategy() == ExploreRequest.Kind.DFS && !request.keepGoing()
                ? CalmFirst.explore(request, progress, cancelled)
                : search(request, progress, cancelled);
    }

    /** Explores in the environment of the request, and in no other. */
    static ExplorationResult search(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled) {
        return search(request, progress, cancelled, Carrier.Way.USUAL);
    }

    static ExplorationResult search(
            ExploreRequest request, Progress progress, BooleanSupplier cancelled, Carrier.Way way) {
        long start = System.nanoTime();
        Search search = new Search(request, progress);
        try {
            Carrier.run(search.works(), cancelled, search::cancel, way);
        } catch (UncontrolledException e) {
            Failure stuck = search.stuck(String.valueOf(e.getMessage()));
            return search.summary().result(System.nanoTime() - start, Optional.of(stuck));
        }
        Optional<Failure> failure =
                search.findings().worst().flatMap(found -> explain(search, found, cancelled));
        return search.summary().result(System.nanoTime() - start, failure);
    }

    private static Optional<Failure> explain(
            Search search, Finding found, BooleanSupplier cancelled) {
        return found.schedule()
                .map(schedule -> {
                    var explanation = new Explanation(search.another(), schedule, found.verdict());
                    Carrier.run(
                            explanation::run,
                            explanation::progress,
                            cancelled,
                            explanation::cancel);
                    return explanation.failure();
                });
    }

    /**
     * Follows a schedule.
     *
     * @param subject what it is a schedule of, with the same variant and parameters
     * @param schedule as a failure has it, or the text of a {@link Recording}
     * @throws TandemException.Usage when the text is no schedule, it is one of another program, or
     *     the program diverges from it; then the message says at which step
     */
    public static Replayed replay(Subject subject, String schedule, int stepLimit) {
        Recording recording = Recording.parse(schedule);
        Replayed[] result = new Replayed[1];
        Replayer replayer = new Replayer(subject, recording, stepLimit);
        Carrier.run(
                () -> result[0] = replayer.follow(recording),
                replayer::progress,
                () -> false,
                () -> {});
        return result[0];
    }

    /**
     * Follows schedules and takes a shot of the program before each of their steps.
     *
     * @param subject what they are schedules of, all of them found by the same search
     * @param schedules each as for {@link #replay}
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
        List<Recording> recordings = schedules.stream().map(Recording::parse).toList();
        Replayer replayer = new Replayer(subject, recordings.getFirst(), stepLimit);
        Filming filming = new Filming(replayer, most);
        AtomicBoolean cancelled = new AtomicBoolean();
        Carrier.run(
                () ->
                        recordings.stream()
                                .takeWhile(recording -> !cancelled.get())
                                .forEach(recording -> films.add(filming.film(recording))),
                replayer::progress,
                () -> false,
                () -> cancelled.set(true));
        return List.copyOf(films);
    }
}
