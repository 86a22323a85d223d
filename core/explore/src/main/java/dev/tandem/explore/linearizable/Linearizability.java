// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.ExplorationResult;
import dev.tandem.explore.Failure;
import dev.tandem.spi.TandemException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Asks whether a type is linearizable: whether its operations, called from several threads, come to
 * what they could come to one after the other. Scenarios of a few operations are drawn, every
 * interleaving of each is explored at the level {@code MEMORY}, and every history is compared with
 * what the model comes to when its operations are carried out one at a time.
 *
 * <p>An exception is a result. An operation that waits is carried out when it goes on; one that
 * waits for ever may do so if it may in the model. Threads that hold what they wait for in a
 * circle, loops without an end and data races are failures as well.
 *
 * @param type has a constructor without arguments
 * @param model has the operations of the type as well; the type itself when it is right as long as
 *     one operation is carried out at a time
 * @param scenarios how many are drawn, at least 1
 * @param executions after how many to go on to the next scenario, at least 1
 * @param seed what scenarios are drawn from
 */
public record Linearizability(
        Class<?> type, Class<?> model, int scenarios, long executions, long seed) {

    private static final int SCENARIOS = 50;
    private static final long EXECUTIONS = 5_000;

    public Linearizability {
        if (scenarios < 1 || executions < 1) {
            throw new TandemException.Usage(
                    "the numbers of scenarios and executions are numbers from 1");
        }
        requireOwn(type);
        requireOwn(model);
    }

    private static void requireOwn(Class<?> type) {
        if (type.getClassLoader() == null || type.isInterface()) {
            throw new TandemException.Usage(
                    type.getName()
                            + " is no class of your own; write one that calls it, with the operations that matter");
        }
    }

    /** Compares a type with itself. */
    public static Linearizability of(Class<?> type) {
        return of(type, type);
    }

    public static Linearizability of(Class<?> type, Class<?> model) {
        return new Linearizability(type, model, SCENARIOS, EXECUTIONS, 1);
    }

    /**
     * Explores until something is wrong or all scenarios are done.
     *
     * @throws AssertionError with the whole report when something is wrong
     * @throws TandemException.Usage when the type cannot be created, or has no operations
     * @throws TandemException.Missing as for {@link dev.tandem.explore.Explorer#explore}
     */
    public static void check(Class<?> type) {
        of(type).check();
    }

    /** As {@link #check(Class)}, compared with a model. */
    public static void check(Class<?> type, Class<?> model) {
        of(type, model).check();
    }

    private void check() {
        Report report = explore(() -> false);
        if (report.counterexample().isPresent()) {
            throw new AssertionError(report.toString());
        }
    }

    /**
     * As {@link #check(Class)}, but what is wrong is reported.
     *
     * @param cancelled asked now and then
     */
    public Report explore(BooleanSupplier cancelled) {
        long start = System.nanoTime();
        Operations operations = Operations.of(type);
        Scenarios drawn = new Scenarios(operations, seed);
        Trial trial = new Trial(type, model, executions, cancelled);
        int done = 0;
        int bounded = 0;
        Optional<Counterexample> counterexample = Optional.empty();
        for (int i = 0; i < scenarios && counterexample.isEmpty() && !isEnough(cancelled); i++) {
            Scenario scenario = drawn.draw(i);
            Optional<ExplorationResult> result = trial.play(scenario);
            done += result.isPresent() ? 1 : 0;
            bounded += result.filter(each -> !each.limit().isEmpty()).isPresent() ? 1 : 0;
            counterexample =
                    result.flatMap(ExplorationResult::failure)
                            .map(Failure::kind)
                            .map(kind -> trial.explain(trial.minimised(scenario, kind)));
        }
        return new Report(
                this,
                done,
                bounded,
                trial.executions(),
                trial.histories(),
                System.nanoTime() - start,
                operations.leftOut(),
                counterexample);
    }

    /**
     * Follows a schedule of a report, in a debugger for instance.
     *
     * @param scenario as the report has written it
     * @param schedule as for {@link dev.tandem.explore.Explorer#replay}
     * @throws TandemException.Usage when an operation of the scenario is none of the type, or the
     *     schedule is of another program, or of another scenario
     */
    public ReplayedScenario replay(String scenario, String schedule) {
        Scenario parsed = Scenario.parse(scenario, Operations.of(type));
        return new Trial(type, model, executions, () -> false).replay(parsed, schedule);
    }

    private static boolean isEnough(BooleanSupplier cancelled) {
        return cancelled.getAsBoolean() || Thread.currentThread().isInterrupted();
    }
}
