// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.Plan;
import dev.tandem.explore.rewriting.WorldLoader;
import dev.tandem.explore.samples.random.RandomProgram;
import dev.tandem.explore.strategy.RandomWalk;
import dev.tandem.explore.strategy.Reduced;
import dev.tandem.explore.strategy.Unreduced;
import dev.tandem.explore.world.Ending;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.LastingNumbers;
import dev.tandem.explore.world.Strategy;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.World;
import dev.tandem.spi.WorkloadSpec.Level;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A world for programs that are made of numbers, searched with or without reduction. */
final class Bench {

    private static final int PROBES = 8;

    private final Class<?> type;
    private final Level level;
    private final WorldLoader loader;
    private final World world;
    private final Method program;
    private final Optional<Method> fresh;
    private final boolean reduced;
    private long executions;
    private long heldBackBefore;

    Bench(Class<?> type, Level level, boolean reduced, Environment environment)
            throws ReflectiveOperationException {
        this(type, level, reduced, reduced, environment);
    }

    /**
     * @param tracked whether what steps touch is recorded, which a loop that waits is found by
     */
    Bench(Class<?> type, Level level, boolean reduced, boolean tracked, Environment environment)
            throws ReflectiveOperationException {
        this(
                type,
                level,
                reduced,
                new World.Options(
                        20_000,
                        tracked,
                        reduced,
                        reduced && level != Level.VOLATILE,
                        false,
                        1,
                        environment),
                new LastingNumbers(),
                Optional.empty());
    }

    private Bench(
            Class<?> type,
            Level level,
            boolean reduced,
            World.Options options,
            LastingNumbers numbers,
            Optional<WorldLoader> kin)
            throws ReflectiveOperationException {
        this.type = type;
        this.level = level;
        this.reduced = reduced;
        world = new World(options, numbers);
        Plan plan = new Plan(level, options.tracked());
        loader =
                kin.map(other -> other.another(world))
                        .orElseGet(() -> new WorldLoader(type.getClassLoader(), world, plan));
        Class<?> loaded = loader.program(type.getName());
        program = loaded.getMethod("run", int[].class);
        fresh = loader.guard(loaded);
    }

    /** Another one for the same programs, as each worker of a search has one. */
    Bench another() throws ReflectiveOperationException {
        return new Bench(
                type, level, reduced, world.options(), world.numbers(), Optional.of(loader));
    }

    /** Runs a program once: by which schedule, and what it has come to if it went to its end. */
    String execution(int[] numbers, Strategy strategy) {
        world.defer(!RandomProgram.parks(numbers));
        Set<String> outcome = new TreeSet<>();
        run(numbers, strategy, outcome);
        return Long.toHexString(world.trace().hash()) + outcome;
    }

    /** What happened in the last execution. */
    Trace trace() {
        return world.trace();
    }

    /**
     * Every outcome of a program.
     *
     * @return empty when there are more than {@code limit} executions
     */
    Optional<Set<String>> outcomes(int[] numbers, long limit) {
        world.defer(!RandomProgram.parks(numbers));
        return outcomes(numbers, limit, reduced ? new Reduced() : new Unreduced(Integer.MAX_VALUE));
    }

    /** Those that so many random schedules of a program have. */
    Set<String> sampled(int[] numbers, int samples) {
        RandomWalk walk = new RandomWalk(1);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < samples; i++) {
            walk.number(i);
            run(numbers, walk, seen);
        }
        return seen;
    }

    /**
     * Whether a program is likely to have more schedules than so many: the mean surprisal of random
     * ones is at most the logarithm of how many there are.
     */
    boolean isTooLarge(int[] numbers, long limit) {
        world.defer(!RandomProgram.parks(numbers));
        RandomWalk walk = new RandomWalk(1);
        double sum = 0;
        for (int i = 0; i < PROBES; i++) {
            walk.number(i);
            run(numbers, walk, new TreeSet<>());
            sum += walk.surprisal().orElseThrow();
        }
        return sum / PROBES > Math.log(limit);
    }

    private Optional<Set<String>> outcomes(int[] numbers, long limit, Strategy strategy) {
        Set<String> outcomes = new TreeSet<>();
        heldBackBefore = world.heldBack();
        for (long i = 0; i < limit; i++) {
            run(numbers, strategy, outcomes);
            if (!strategy.executionDone(world.trace())) {
                return Optional.of(outcomes);
            }
        }
        return Optional.empty();
    }

    private void run(int[] numbers, Strategy strategy, Set<String> outcomes) {
        executions++;
        switch (world.execute(() -> run(numbers), strategy)) {
            case Ending.Returned returned -> outcomes.add(String.valueOf(returned.result()));
            case Ending.Broken broken -> outcomes.add(broken.kind().toString());
            case Ending.TooLarge tooLarge -> throw new AssertionError(tooLarge);
            case Ending.Misrewritten wrong -> throw new AssertionError(wrong.error());
            case Ending.Pruned pruned -> {}
        }
    }

    private Object run(int[] numbers) throws ReflectiveOperationException {
        if (fresh.isPresent()) {
            fresh.get().invoke(null);
        }
        return program.invoke(null, (Object) numbers);
    }

    /** Whether the last program has had a thread kept back that could have gone on. */
    boolean hasHeldBack() {
        return world.heldBack() > heldBackBefore;
    }

    long executions() {
        return executions;
    }
}
