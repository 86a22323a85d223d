// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Loop;
import dev.tandem.events.loop.Promise;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Three generators of numbers share a loop. A generator computes one number and gives way; the loop
 * takes the next number of another. Look at how many steps one takes in a row.
 *
 * <p>Seen in 100 runs of each: {@code broken} was unfair 100 times, {@code fixed} never; there is
 * no race in it.
 *
 * <pre>{@code tandem run events.generator --variant broken}</pre>
 */
final class Generators implements Workload {

    private static final String LESSON =
            """
            A generator is a computation that stops after each value and goes on where it was when
            it is asked for the next one. That makes it a task of a loop: the loop asks each in
            turn, and all of them advance on one thread, with no switch but where they give way. A
            loop takes nothing away from a task: one that gives way only at its end keeps all others
            waiting until then. An infinite stream is such a generator, as long as nothing collects
            it.
            """;

    private static final Parameter<Integer> STEPS =
            integer("steps", 5, 2, 60, "how many numbers each generator yields");

    private static final Label FAIR = acceptable("fair", "the generators took turns");
    private static final Label UNFAIR =
            forbidden("unfair", "a generator took several steps in a row while others were ready");

    private static final Variants<Yielding> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "gives way after the last of its numbers",
                            UNFAIR,
                            () -> Generators::atTheEnd),
                    sound("fixed", "gives way after each number", () -> steps -> steps));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.generator", "Generators that take turns", LESSON)
                    .with(STEPS)
                    .with(WAYS)
                    .with(FAIR, UNFAIR)
                    .teaches(Stream.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, STEPS.at(2))
                    .build();

    /** The squares, the powers of two and the Fibonacci numbers, without end. */
    private static List<Generator> generators() {
        return List.of(
                new Generator("square", LongStream.iterate(1, i -> i + 1).map(i -> i * i)),
                new Generator("power", LongStream.iterate(1, i -> 2 * i)),
                new Generator(
                        "fibonacci",
                        Stream.iterate(new long[] {1, 1}, p -> new long[] {p[1], p[0] + p[1]})
                                .mapToLong(pair -> pair[0])));
    }

    private record Generator(String name, LongStream numbers) {}

    /** Where a generator gives way: after each of the steps that come out of this. */
    private interface Yielding extends UnaryOperator<Stream<Runnable>> {}

    private static Stream<Runnable> atTheEnd(Stream<Runnable> steps) {
        return Stream.of(() -> steps.forEach(Runnable::run));
    }

    /** A step that has been taken and has nothing to wait for but its next turn. */
    private static CompletableFuture<?> take(Runnable step) {
        step.run();
        return CompletableFuture.completedFuture(step);
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Yielding way = context.make(WAYS);
        List<String> order = new ArrayList<>();
        try (Loop loop = new Loop()) {
            List<Promise<Integer>> tasks = new ArrayList<>();
            for (Generator generator : generators()) {
                Stream<Runnable> steps =
                        generator
                                .numbers()
                                .limit(context.get(STEPS))
                                .mapToObj(number -> step(context, order, generator, number));
                // Lazy: nothing is computed before the loop asks for it.
                tasks.add(loop.start(way.apply(steps).map(Generators::take)));
            }
            CompletableFuture<?> all =
                    CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new));
            loop.runUntil(all);
            all.get();
        }
        int inARow = longestRun(order);
        return (inARow == 1 ? FAIR : UNFAIR)
                .observed()
                .with("stepsInARow", inARow)
                .with("order", order);
    }

    private static Runnable step(
            RunContext context, List<String> order, Generator generator, long number) {
        return () -> {
            context.event(generator.name() + " yields " + number);
            order.add(generator.name());
        };
    }

    private static int longestRun(List<String> order) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < order.size(); i++) {
            run = i > 0 && order.get(i).equals(order.get(i - 1)) ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
