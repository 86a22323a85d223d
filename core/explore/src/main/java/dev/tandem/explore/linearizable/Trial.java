// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.ExploreRequest;
import dev.tandem.explore.Explorer;
import dev.tandem.explore.Failure;
import dev.tandem.explore.Recording;
import dev.tandem.explore.Replayed;
import dev.tandem.explore.Session;
import dev.tandem.explore.Subject;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Plays scenarios with a type and with its model, and compares what they come to. */
final class Trial {

    private static final int STEPS = 5_000;
    private static final long MOST_ORDERS = 100_000;

    private final Class<?> type;
    private final long executions;
    private final BooleanSupplier cancelled;
    private final Play own;
    private final Play whole;
    private final Session ownSession;
    private final Session wholeSession;
    private long made;
    private long histories;

    Trial(Class<?> type, Class<?> model, long executions, BooleanSupplier cancelled) {
        this.type = type;
        this.executions = executions;
        this.cancelled = cancelled;
        this.own = new Play(Play.Turns.FREE);
        this.whole = new Play(Play.Turns.WHOLE);
        this.ownSession = new Session(request(own));
        this.wholeSession =
                new Session(
                        ExploreRequest.of(subject(model, whole))
                                .at(Level.SYNC)
                                .in(Environment.CALM)
                                .by(ExploreRequest.Kind.DFS, 0, false)
                                .limited(MOST_ORDERS, STEPS)
                                .keepingGoing(true));
    }

    private static Subject subject(Class<?> of, Play play) {
        return new Subject.OfObject(of.getName(), of.getClassLoader(), 1, play);
    }

    private ExploreRequest request(Play play) {
        return ExploreRequest.of(subject(type, play))
                .at(Level.MEMORY)
                .in(Environment.CALM)
                .limited(executions, STEPS);
    }

    /**
     * @return empty where the model itself does not get through the scenario, so that nothing is
     *     expected of the type
     */
    Optional<ExplorationResult> play(Scenario scenario) {
        Optional<Specification> specification = specify(scenario);
        if (specification.isEmpty()) {
            return Optional.empty();
        }
        Specification expected = specification.get();
        own.set(scenario, expected::problem);
        ExplorationResult result = explore(ownSession);
        made += result.executions();
        histories += expected.judged();
        return Optional.of(result);
    }

    /**
     * @throws TandemException.Missing when an operation does what the explorer does not control;
     *     that says nothing of the type
     */
    private ExplorationResult explore(Session session) {
        ExplorationResult result = session.explore(cancelled);
        Optional<Failure> uncontrolled =
                result.failure().filter(failure -> failure.kind() == Kind.UNCONTROLLED);
        if (uncontrolled.isPresent()) {
            throw new TandemException.Missing(
                    "an operation of "
                            + type.getName()
                            + " cannot be explored: "
                            + uncontrolled.get().message(),
                    "leave it out with @LeftOut");
        }
        return result;
    }

    private Optional<Specification> specify(Scenario scenario) {
        Specification specification = new Specification(scenario);
        whole.set(
                scenario,
                history -> {
                    specification.permits(history);
                    return Optional.empty();
                });
        boolean failed = explore(wholeSession).failure().isPresent();
        return failed ? Optional.empty() : Optional.of(specification);
    }

    /** The smallest scenario that fails alike, one operation after the other left out. */
    Scenario minimised(Scenario failing, Kind kind) {
        return failing.smaller()
                .filter(scenario -> fails(scenario, kind))
                .findFirst()
                .map(scenario -> minimised(scenario, kind))
                .orElse(failing);
    }

    private boolean fails(Scenario scenario, Kind kind) {
        return play(scenario)
                .flatMap(ExplorationResult::failure)
                .filter(failure -> failure.kind() == kind)
                .isPresent();
    }

    /** Explores a scenario that fails once more, for the whole story. */
    Counterexample explain(Scenario scenario) {
        Specification expected = specify(scenario).orElseThrow();
        Play play = new Play(Play.Turns.FREE);
        play.set(scenario, expected::problem);
        ExploreRequest request = request(play);
        ExplorationResult result = Explorer.explore(request, (count, steps) -> {}, cancelled);
        Optional<Recording> recording =
                result.failure()
                        .filter(failure -> !failure.schedule().isEmpty())
                        .map(failure -> Recording.of(request.subject(), failure));
        recording.ifPresent(found -> Explorer.replay(request.subject(), found.schedule(), STEPS));
        return new Counterexample(scenario.toString(), play.table(), result, recording);
    }

    ReplayedScenario replay(Scenario scenario, String schedule) {
        Play play = new Play(Play.Turns.FREE);
        specify(scenario)
                .ifPresentOrElse(
                        expected -> play.set(scenario, expected::problem),
                        () -> play.set(scenario, history -> Optional.empty()));
        Replayed execution = Explorer.replay(subject(type, play), schedule, STEPS);
        return new ReplayedScenario(play.table(), execution);
    }

    /** How many executions there were, of all scenarios. */
    long executions() {
        return made;
    }

    /** How many different histories they had, of all scenarios. */
    long histories() {
        return histories;
    }
}
