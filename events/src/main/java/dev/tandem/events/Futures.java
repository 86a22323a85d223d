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
import dev.tandem.events.loop.Promise;
import dev.tandem.spi.Crew;
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
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Calls of a loop need an answer that another thread finds. Look at the thread on which each goes
 * on when the answer is there, and at what becomes of the call that waits for it where it is.
 *
 * <p>Seen in 100 runs of each: {@code broken} stood still 100 times, {@code fixed} never.
 *
 * <pre>{@code tandem run events.future --variant broken}</pre>
 */
final class Futures implements Workload {

    private static final String LESSON =
            """
            A future is an answer that may not be there yet. Any thread may give it, once. A loop
            must not wait for it, for while its thread waits nothing else is called; it leaves with
            the future what is to be done with the answer. That is called in a later turn, on the
            loop's own thread, whether it was left before the answer came or after. The order in
            which several are called is not promised.
            """;

    private static final Parameter<Integer> CALLS =
            integer("calls", 3, 1, 1000, "how many calls need the answer");
    private static final Parameter<Duration> THINKING =
            duration(
                    "thinking",
                    Duration.ofMillis(20),
                    Duration.ofSeconds(1),
                    "how long it takes to find the answer");

    private static final Label ON_LOOP =
            acceptable("on-loop", "each call went on once, with the answer, on the loop's thread");
    private static final Label STOOD_STILL =
            forbidden("stood-still", "a call would have held up the loop until the answer came");
    private static final Label WRONG =
            forbidden("wrong", "a call did not go on once, with the answer, on the loop's thread")
                    .unseen(
                            "a promise is kept once, and its loop is the executor of its callbacks");

    private static final Variants<Asking> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "join: waits where it is",
                            STOOD_STILL,
                            () -> (answer, then) -> then.accept(answer.join())),
                    sound(
                            "fixed",
                            "thenAcceptAsync: says what is to be done then",
                            () -> Futures::leaveCallback));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.future", "A loop and an answer that is not there yet", LESSON)
                    .with(CALLS, THINKING)
                    .with(WAYS)
                    .with(ON_LOOP, STOOD_STILL, WRONG)
                    .teaches(CompletableFuture.class, Executor.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, CALLS.at(2), THINKING.at(Duration.ZERO))
                    .build();

    private static final int ANSWER = 42;

    /** How a call gets at the answer. */
    @FunctionalInterface
    private interface Asking {
        void ask(Promise<Integer> answer, Consumer<Integer> then);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is done with the answer cannot fail
    private static void leaveCallback(Promise<Integer> answer, Consumer<Integer> then) {
        answer.thenAcceptAsync(then);
    }

    /** A call that has gone on with an answer. */
    private record Continued(int call, int answer, Thread thread) {}

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Asking way = context.make(WAYS);
        int calls = context.get(CALLS);
        List<Continued> continued = new ArrayList<>();
        String refused = "";
        try (Loop loop = new Loop();
                Crew crew = Crew.named("thinker-")) {
            Promise<Integer> answer = new Promise<>(loop);
            for (int i = 1; i <= calls; i++) {
                int call = i;
                Consumer<Integer> then =
                        value -> {
                            context.event("call " + call + " has the answer");
                            continued.add(new Continued(call, value, Thread.currentThread()));
                            if (continued.size() == calls) {
                                loop.stop();
                            }
                        };
                loop.execute(() -> {
                    context.event("call " + call + " needs the answer");
                    way.ask(answer, then);
                });
            }
            crew.start(() -> {
                Thread.sleep(context.get(THINKING));
                context.event("gives the answer");
                answer.complete(ANSWER);
            });
            loop.run();
        } catch (IllegalStateException e) {
            // The promise does not let the loop's thread wait.
            refused = String.valueOf(e.getMessage());
        }
        return (refused.isEmpty() ? judge(calls, continued) : STOOD_STILL)
                .observed()
                .with("calls", calls)
                .with("wentOn", continued.stream().map(Continued::call).toList())
                .with("refused", refused.isEmpty() ? "nothing" : refused);
    }

    private static Label judge(int calls, List<Continued> continued) {
        boolean once =
                continued.stream()
                        .map(Continued::call)
                        .sorted()
                        .toList()
                        .equals(IntStream.rangeClosed(1, calls).boxed().toList());
        boolean right =
                continued.stream()
                        .allMatch(each ->
                                each.answer() == ANSWER && each.thread() == Thread.currentThread());
        return once && right ? ON_LOOP : WRONG;
    }
}
