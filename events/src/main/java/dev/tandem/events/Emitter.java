// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Dispatcher;
import dev.tandem.events.loop.Loop;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Emitters fire events, a loop picks them up and calls the handlers that match. For one kind of
 * event there is no handler. Look at the threads on which the handlers ran.
 *
 * <p>The handlers count what they handle in a plain field, as handlers do that rely on the loop.
 * The variant {@code direct} has no loop in between: each emitter calls the handlers itself, which
 * looks the same and breaks the promise that the field relies on.
 *
 * <pre>{@code tandem run events.emitter --variant direct}</pre>
 */
final class Emitter implements Workload {

    private static final String LESSON =
            """
            An emitter does not know who will handle its events, or whether anybody will: it leaves
            them in a queue and goes on. The loop takes them out one by one and calls the handlers
            that are registered for them. Since it does so on a single thread, handlers never meet
            each other and need no locks. The price is that an event without a handler vanishes
            without a word, unless the loop is made to report it.
            """;

    private static final Parameter<Integer> EMITTERS =
            integer("emitters", 3, 1, 1000, "threads that emit events");
    private static final Parameter<Integer> EVENTS =
            integer("events", 8, 1, 10_000, "how many events each of them emits");

    private static final Label HANDLED =
            acceptable("handled", "every event was handled once, in its emitter's order");
    private static final Label UNHANDLED =
            interesting("unhandled", "events without a handler were dropped, and no emitter knows");
    private static final Label OFF_LOOP =
            forbidden(
                    "off-loop", "a handler ran on an emitter's thread, where it may meet another");
    private static final Label LOST =
            forbidden("lost", "an event with a handler was not handled once and in its order")
                    .unseen("the queue of the loop loses nothing and keeps the order");

    /** What an emitter has the handlers of its events called by. */
    private static final Variants<Function<Loop, Executor>> WAYS =
            Variants.of(
                    sound(
                            "loop",
                            "emitters leave events to a loop, which calls the handlers",
                            () -> loop -> loop),
                    flawed(
                            "direct",
                            "emitters call the handlers themselves",
                            OFF_LOOP,
                            () -> _ -> Runnable::run));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.emitter", "Emitters, an event loop and its handlers", LESSON)
                    .with(EMITTERS, EVENTS)
                    .with(WAYS)
                    .with(HANDLED, UNHANDLED, OFF_LOOP, LOST)
                    .teaches(Executor.class)
                    .notes("Event-driven programming: emitters, a loop, matching handlers")
                    .explorable(SYNC, EMITTERS.at(2), EVENTS.at(1))
                    .build();

    /** What an emitter emits, over and over in this order. */
    private static final List<String> KINDS = List.of("key", "click", "resize", "tick");

    private static final List<String> WITH_HANDLER = List.of("key", "click", "tick");

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Tally tally = new Tally();
        // These two are ours, who watch, and not the program's: they must stay right when the
        // program is wrong.
        Queue<Call> calls = new ConcurrentLinkedQueue<>();
        Queue<Event> dropped = new ConcurrentLinkedQueue<>();
        Dispatcher<Event> handlers =
                new Dispatcher<>(
                        Event::kind,
                        event -> {
                            context.event("nobody handles " + event);
                            dropped.add(event);
                        });
        for (String kind : WITH_HANDLER) {
            handlers.on(
                    kind,
                    event -> {
                        context.event("handles " + event);
                        tally.handled++;
                        calls.add(new Call(event, Thread.currentThread()));
                    });
        }

        try (Loop loop = new Loop();
                Crew crew = Crew.named("emitter-")) {
            Executor caller = context.make(WAYS).apply(loop);
            Consumer<Event> to = event -> caller.execute(() -> handlers.dispatch(event));
            AtomicInteger left = new AtomicInteger(context.get(EMITTERS));
            for (int i = 1; i <= context.get(EMITTERS); i++) {
                int stream = i;
                crew.start(() -> {
                    try {
                        emit(stream, to, context);
                    } finally {
                        if (left.decrementAndGet() == 0) {
                            loop.stop();
                        }
                    }
                });
            }
            loop.run();
            crew.join();
        }
        return judge(context, calls, dropped)
                .observed()
                .with("handled", calls.size())
                .with("counted", tally.handled)
                .with("dropped", dropped.stream().map(Event::toString).sorted().toList())
                .with("threads", calls.stream().map(Call::threadName).distinct().sorted().toList());
    }

    private static void emit(int stream, Consumer<Event> to, RunContext context)
            throws InterruptedException {
        var random = context.random(stream);
        String name = Thread.currentThread().getName();
        for (int i = 0; i < context.get(EVENTS); i++) {
            context.pause(Duration.ofMillis(random.nextLong(LONGEST_PAUSE.toMillis())));
            Event event = new Event(KINDS.get(i % KINDS.size()), name, i);
            context.event("emits " + event);
            to.accept(event);
        }
    }

    /**
     * Something that has happened.
     *
     * @param number counts the events of an emitter, from 0
     */
    private record Event(String kind, String emitter, int number) {

        @Override
        public String toString() {
            return kind + " " + number + " of " + emitter;
        }
    }

    /** What the handlers share, without any protection. */
    private static final class Tally {
        private int handled;
    }

    /** A call of a handler. */
    private record Call(Event event, Thread thread) {
        String threadName() {
            return thread.getName();
        }
    }

    /** Called on the thread that ran the loop. */
    private static Label judge(RunContext context, Queue<Call> calls, Queue<Event> dropped) {
        if (calls.stream().anyMatch(call -> call.thread() != Thread.currentThread())) {
            return OFF_LOOP;
        }
        List<Integer> expected =
                IntStream.range(0, context.get(EVENTS))
                        .filter(number -> WITH_HANDLER.contains(KINDS.get(number % KINDS.size())))
                        .boxed()
                        .toList();
        boolean complete =
                IntStream.rangeClosed(1, context.get(EMITTERS))
                        .mapToObj(i -> numbers(calls, "emitter-" + i))
                        .allMatch(expected::equals);
        if (!complete) {
            return LOST;
        }
        return dropped.isEmpty() ? HANDLED : UNHANDLED;
    }

    /** The numbers of an emitter's events, in the order in which they were handled. */
    private static List<Integer> numbers(Queue<Call> calls, String emitter) {
        return calls.stream()
                .map(Call::event)
                .filter(event -> event.emitter().equals(emitter))
                .map(Event::number)
                .toList();
    }
}
