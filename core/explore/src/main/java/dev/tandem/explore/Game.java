// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.strategy.Prefix;
import dev.tandem.explore.strategy.Reduced;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Ending.ThreadView;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.UncontrolledException;
import dev.tandem.spi.Grade;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program whose scheduler is the caller. Every move runs the program from its beginning, along
 * the steps chosen so far; so a step back is only a shorter way. Nothing happens for no reason, and
 * time passes when nobody can go on. For one thread; interrupting it ends a search early and leaves
 * it interrupted.
 */
public final class Game {

    /** After how many executions a search that has found nothing is given up. */
    private static final int MOST_TRIES = 20_000;

    /** After how many a search is content with the shortest way that it has found. */
    private static final int ENOUGH_TRIES = 2_000;

    /**
     * The program between two steps.
     *
     * @param steps those taken so far
     * @param threads every thread, in the order of the numbers by which they are chosen
     * @param choices among how many values the last step chose, such as which waiting thread a
     *     notification wakes; 1 when it did not choose
     * @param end how it has ended; empty as long as it has not
     */
    public record Position(
            List<StepRow> steps, List<ThreadStatus> threads, int choices, Optional<End> end) {}

    /**
     * How the program has ended.
     *
     * @param label the outcome, or the kind of the failure
     * @param kind what went wrong; empty when nothing did
     * @param reached whether that is the objective
     */
    public record End(
            String label,
            Grade grade,
            Optional<Kind> kind,
            String message,
            List<ThreadView> threads,
            boolean reached) {}

    /** What comes of asking for a hint. */
    public sealed interface Hint {

        /**
         * The next step of the shortest way that was found.
         *
         * @param values what it should choose, if it chooses
         * @param left how many steps it is to the objective, this one included
         */
        record Step(int thread, List<Integer> values, int left) implements Hint {}

        /**
         * No way was found.
         *
         * @param tried how many ways on
         * @param exhausted whether there are no others, so that the objective cannot be reached
         *     from here
         */
        record None(int tried, boolean exhausted) implements Hint {}
    }

    private final Harness harness;
    private final Objective objective;
    private final Deque<Schedule> before = new ArrayDeque<>();
    private volatile boolean cancelled;
    private Schedule played;
    private Position position;
    private @Nullable Schedule plan;
    private int planned;

    /**
     * @throws TandemException.Usage when the program cannot be found or started
     */
    public Game(Subject subject, Level level, int stepLimit) {
        harness = new Harness(subject, level, true, stepLimit, Environment.CALM);
        harness.watch();
        objective = Objective.of(subject);
        // The first execution initialises classes, which the later ones need not do again.
        onCarrier(() -> harness.run(new Prefix(new int[0], new int[0])));
        played = harness.schedule();
        position = go(new int[0], new int[0]);
    }

    /** What is to be reached, in words. */
    public String objective() {
        return objective.toString();
    }

    public Position position() {
        return position;
    }

    /** The schedule played so far, as text that can be replayed. */
    public String schedule() {
        return played.toString();
    }

    /** The number of the thread that took the last step; -1 before the first. */
    public int current() {
        int[] tasks = played.tasks();
        return tasks.length == 0 ? -1 : tasks[tasks.length - 1];
    }

    /**
     * A thread takes a step.
     *
     * @param values what it chooses, where it has a choice; what is not given is 0
     * @throws TandemException.Usage when it cannot, and why; nothing has changed then
     */
    public void move(int thread, int... values) {
        List<ThreadStatus> threads = position.threads();
        if (position.end().isPresent()) {
            throw new TandemException.Usage("the program has ended; u takes the last step back");
        }
        if (thread < 0 || thread >= threads.size()) {
            throw new TandemException.Usage(
                    "there is no thread "
                            + thread
                            + (threads.size() == 1
                                    ? " yet, only 0"
                                    : " yet, only 0 to " + (threads.size() - 1)));
        }
        ThreadStatus status = threads.get(thread);
        if (!status.isReady()) {
            throw new TandemException.Usage(
                    thread + " " + status.name() + " cannot go on: it " + status.why());
        }
        Schedule last = played;
        int[] tasks = Arrays.copyOf(last.tasks(), last.tasks().length + 1);
        tasks[tasks.length - 1] = thread;
        int[] all = Arrays.copyOf(last.values(), last.values().length + values.length);
        System.arraycopy(values, 0, all, last.values().length, values.length);
        position = go(tasks, all);
        before.push(last);
    }

    /**
     * Takes the last step back.
     *
     * @return whether there was one
     */
    public boolean undo() {
        if (before.isEmpty()) {
            return false;
        }
        Schedule last = before.pop();
        position = go(last.tasks(), last.values());
        return true;
    }

    /** Looks for a way from here to the objective. */
    public Hint hint() {
        Schedule known = plan;
        if (known == null || !known.beginsWith(played)) {
            Hint.None none = search();
            known = plan;
            if (known == null) {
                return none;
            }
        }
        int at = played.tasks().length;
        if (at >= planned) {
            return new Hint.None(0, true);
        }
        return new Hint.Step(known.tasks()[at], known.valuesOf(at), planned - at);
    }

    private Hint.None search() {
        plan = null;
        planned = Integer.MAX_VALUE;
        var search = new Reduced(played.tasks(), played.values(), played.valueSteps());
        int[] tried = new int[1];
        boolean[] more = {true};
        cancelled = false;
        harness.lookAway();
        try {
            onCarrier(() -> {
                while (more[0]
                        && !cancelled
                        && tried[0] < (plan == null ? MOST_TRIES : ENOUGH_TRIES)) {
                    Verdict verdict = harness.run(search);
                    tried[0]++;
                    if (verdict != null
                            && harness.settledAt() < planned
                            && objective.isReachedBy(verdict)) {
                        planned = harness.settledAt();
                        plan = harness.schedule();
                    }
                    more[0] = search.executionDone(harness.trace());
                }
            });
        } finally {
            harness.watch();
        }
        return new Hint.None(tried[0], !more[0]);
    }

    private Position go(int[] tasks, int[] values) {
        Position[] reached = new Position[1];
        onCarrier(() -> reached[0] = follow(new Prefix(tasks, values)));
        return reached[0];
    }

    private Position follow(Prefix way) {
        harness.run(way);
        Verdict verdict = harness.settled();
        if (way.strayed() && verdict == null) {
            throw new TandemException.Usage(
                    way.refusal()
                            .orElse(
                                    "the program goes another way than before on the same schedule: it depends on more than its threads"));
        }
        played = harness.schedule();
        return new Position(
                harness.rows(),
                harness.threads(harness.snapshot(verdict == null ? way.enabled() : 0)),
                way.bound(),
                Optional.ofNullable(verdict).map(this::end));
    }

    private End end(Verdict verdict) {
        Broken failure = verdict.failure();
        return new End(
                verdict.label(),
                verdict.grade(),
                Optional.ofNullable(failure).map(Broken::kind),
                failure == null ? "" : failure.message(),
                failure == null ? List.of() : failure.threads(),
                objective.isReachedBy(verdict));
    }

    private void onCarrier(Runnable work) {
        try {
            Carrier.run(work, harness::progress, () -> false, () -> cancelled = true);
        } catch (UncontrolledException e) {
            throw new TandemException.Usage(String.valueOf(e.getMessage()));
        }
    }
}
