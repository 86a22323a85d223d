// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Loop;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Orders are read, priced and stored, each step beginning when the one before it is done. Look at
 * how many had been stored when a chain said that it was done.
 *
 * <p>Seen in 100 runs of each: {@code broken} forgot 100 times, {@code fixed} never; there is no
 * race in it.
 *
 * <pre>{@code tandem run events.chain --variant broken}</pre>
 */
final class Chain implements Workload {

    private static final String LESSON =
            """
            A step that takes its time returns a promise at once, and the next step is chained to
            it. A promise that is made within a step and not returned from it is forgotten: the work
            goes on, but nobody waits for it, the chain says that it is done, and a failure of what
            was forgotten is seen by nobody. This is the await that was left out. The compiler helps
            where it is told to check ignored results.
            """;

    private static final Parameter<Integer> ORDERS =
            integer("orders", 3, 1, 1000, "how many orders go through the chain");
    private static final Parameter<Duration> STEP =
            duration("step", Duration.ofMillis(10), Duration.ofSeconds(1), "how long a step takes");

    private static final Label STORED =
            acceptable("stored", "when its chain was done, every order had been stored");
    private static final Label FORGOTTEN =
            forbidden("forgotten", "a chain was done before its order had been stored");

    private static final Variants<Chaining> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "begins to store the order, and forgets the promise",
                            FORGOTTEN,
                            () -> Chain::forget),
                    sound("fixed", "returns the promise of every step", () -> Chain::await));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.chain", "A chain of steps, and a forgotten await", LESSON)
                    .with(ORDERS, STEP)
                    .with(WAYS)
                    .with(STORED, FORGOTTEN)
                    .teaches(CompletableFuture.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, ORDERS.at(2), STEP.at(Duration.ofMillis(1)))
                    .build();

    /** Puts the steps of an order together. */
    @FunctionalInterface
    private interface Chaining {
        CompletableFuture<?> process(Steps steps, int order);
    }

    private static CompletableFuture<?> await(Steps steps, int order) {
        return steps.read(order)
                .thenComposeAsync(steps::price)
                .thenComposeAsync(price -> steps.store(order, price));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the flaw that it is here to show
    private static CompletableFuture<?> forget(Steps steps, int order) {
        return steps.read(order)
                .thenComposeAsync(steps::price)
                .thenAcceptAsync(price -> steps.store(order, price));
    }

    /** What is done with an order. Every step takes its time, which is the loop's to use. */
    private record Steps(
            RunContext context, Loop loop, List<Integer> stored, List<Integer> doneTooEarly) {

        CompletableFuture<String> read(int order) {
            return step("reads order " + order).thenApplyAsync(_ -> "order " + order);
        }

        CompletableFuture<Integer> price(String order) {
            return step("prices " + order).thenApplyAsync(_ -> 100);
        }

        CompletableFuture<Boolean> store(int order, int price) {
            return step("begins to store order " + order + " at " + price)
                    .thenApplyAsync(_ -> {
                        context.event("has stored order " + order);
                        return stored.add(order);
                    });
        }

        /** What the chain of an order calls at its end. */
        void done(int order) {
            context.event("is told that order " + order + " is done");
            if (!stored.contains(order)) {
                doneTooEarly.add(order);
            }
        }

        private CompletableFuture<Duration> step(String what) {
            context.event(what);
            return loop.sleep(context.get(STEP));
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Chaining way = context.make(WAYS);
        int orders = context.get(ORDERS);
        List<Integer> stored = new ArrayList<>();
        List<Integer> doneTooEarly = new ArrayList<>();
        try (Loop loop = new Loop()) {
            Steps steps = new Steps(context, loop, stored, doneTooEarly);
            CompletableFuture<?>[] chains = new CompletableFuture<?>[orders];
            for (int i = 0; i < orders; i++) {
                int order = i + 1;
                chains[i] = way.process(steps, order).thenRun(() -> steps.done(order));
            }
            CompletableFuture<?> all = CompletableFuture.allOf(chains);
            loop.runUntil(all);
            all.get();
        }
        return (doneTooEarly.isEmpty() ? STORED : FORGOTTEN)
                .observed()
                .with("orders", orders)
                .with("stored", stored)
                .with("doneButNotStored", doneTooEarly);
    }
}
