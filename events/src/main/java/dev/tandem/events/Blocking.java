// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.loop.Loop;
import dev.tandem.events.loop.SelectorLoop;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * A loop ticks, and one of its handlers asks a slow service. A {@link Watchdog} finds out whether
 * the loop still answers, and if not, which handler it is in. Look at the stack, and at the longest
 * time between two ticks.
 *
 * <p>Seen in 100 runs of each: {@code broken} stalled the loop 100 times, {@code fixed} never.
 *
 * <pre>{@code tandem run events.blocking --variant broken}</pre>
 */
final class Blocking implements Workload {

    private static final String LESSON =
            """
            A loop is as fast as its slowest handler: while one waits, no timer fires and nobody is
            served, though the processor is idle and nothing has failed. A handler that needs an
            answer says what is to be done when it comes, and returns. To find the one that does
            not, a thread from outside leaves a call with the loop and, when that is not made in
            time, reads the stack of the loop's thread: the culprit is on it.
            """;

    private static final Parameter<Duration> PATIENCE =
            duration(
                    "patience",
                    Duration.ofMillis(50),
                    Duration.ofSeconds(10),
                    "how long the watchdog waits for a sign of life");
    private static final Parameter<Duration> TICK =
            duration(
                    "tick",
                    Duration.ofMillis(5),
                    Duration.ofSeconds(1),
                    "the time from one tick of the loop to the next");

    private static final Label RESPONSIVE =
            acceptable("responsive", "no handler kept the loop waiting");
    private static final Label STALLED =
            forbidden("stalled", "a handler waited and the loop stood still; the stack names it");

    private static final Variants<Asking> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "the handler waits for the answer",
                            STALLED,
                            () -> Blocking::waitForAnswer),
                    sound(
                            "fixed",
                            "the handler says what is to be done with the answer",
                            () -> Blocking::leaveCallback));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.blocking", "A handler that stalls the loop", LESSON)
                    .with(PATIENCE, TICK)
                    .with(WAYS)
                    .with(RESPONSIVE, STALLED)
                    .teaches(StackTraceElement.class, CompletableFuture.class, Selector.class)
                    .notes("Event-driven programming")
                    .build();

    /** How a handler gets at an answer. */
    @FunctionalInterface
    private interface Asking {
        void ask(CompletableFuture<String> answer, Loop loop, Runnable then);
    }

    private static void waitForAnswer(CompletableFuture<String> answer, Loop loop, Runnable then) {
        try {
            answer.get();
            then.run();
        } catch (InterruptedException e) {
            // The loop looks for it, and ends.
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is to be done cannot fail
    private static void leaveCallback(CompletableFuture<String> answer, Loop loop, Runnable then) {
        answer.thenRunAsync(then, loop);
    }

    /** The ticks of a loop; only the loop touches it. */
    private static final class Ticks {
        private long last = System.nanoTime();
        private long longestGap;
        private int count;

        void tick() {
            long now = System.nanoTime();
            longestGap = Math.max(longestGap, now - last);
            last = now;
            count++;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Asking way = context.make(WAYS);
        Ticks ticks = new Ticks();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Semaphore asked = new Semaphore(0);
        Watchdog watchdog;
        try (Loop loop = new SelectorLoop();
                Crew crew = Crew.named("other-")) {
            watchdog = new Watchdog(loop, Thread.currentThread(), context.get(PATIENCE));
            Runnable then =
                    () -> {
                        context.event("goes on with the answer");
                        ticks.tick();
                        loop.stop();
                    };
            Runnable handler =
                    () -> {
                        context.event("asks the service");
                        asked.release();
                        way.ask(answer, loop, then);
                    };
            loop.every(tick(context), ticks::tick);
            loop.after(tick(context).multipliedBy(2), handler);
            crew.start("watchdog", () -> watchdog.watch(context));
            crew.start(
                    "service",
                    () -> {
                        asked.acquire();
                        // As slow as it takes for the watchdog to have looked at a loop that waits
                        // for it.
                        watchdog.awaitRounds(2);
                        context.event("answers");
                        answer.complete("the answer");
                    });
            loop.run();
        }
        Optional<Watchdog.Stall> stall = watchdog.stall();
        return (stall.isEmpty() ? RESPONSIVE : STALLED)
                .observed()
                .with("handler", stall.map(Watchdog.Stall::handler).orElse("none"))
                .with("stack", stall.map(Watchdog.Stall::stack).orElse(List.of()))
                .with("ticks", ticks.count)
                .with("longestGap", Durations.human((double) ticks.longestGap));
    }

    /** A tick of no time at all would be a loop that does nothing else. */
    private static Duration tick(RunContext context) {
        Duration tick = context.get(TICK);
        return tick.isPositive() ? tick : Duration.ofNanos(1000);
    }
}
