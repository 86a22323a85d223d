package dev.tandem.events;

import dev.tandem.events.EventLoop.Event;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Emitters fire events, a loop picks them up and calls the handlers that match. For one kind of
 * event there is no handler.
 *
 * <p>The handlers count what they handle in a plain field, as handlers do that rely on the loop.
 * The variant {@code direct} has no loop in between: each emitter calls the handlers itself, which
 * looks the same and breaks the promise that the field relies on.
 */
public final class Emitter implements Workload {

    static final Parameter<Integer> EMITTERS =
            Parameter.integer("emitters", 3, 1, 1000, "threads that emit events");
    static final Parameter<Integer> EVENTS =
            Parameter.integer("events", 8, 1, 10_000, "how many events each of them emits");

    /** What an emitter emits, over and over in this order. */
    private static final List<String> KINDS = List.of("key", "click", "resize", "tick");

    private static final List<String> HANDLED = List.of("key", "click", "tick");

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.emitter")
                    .title("Emitters, an event loop and its handlers")
                    .lesson(
                            """
                            An emitter does not know who will handle its events, or whether anybody
                            will: it leaves them in a queue and goes on. The loop takes them out one
                            by one and calls the handlers that are registered for them. Since it
                            does so on a single thread, handlers never meet each other and need no
                            locks. The price is that an event without a handler vanishes without a
                            word, unless the loop is made to report it.
                            """)
                    .parameters(EMITTERS, EVENTS)
                    .variant("loop", "emitters leave events to a loop, which calls the handlers")
                    .flawed("direct", "emitters call the handlers themselves", "off-loop")
                    .acceptable(
                            "handled",
                            "every event was handled once, on the thread of the loop, and those of"
                                    + " one"
                                    + " emitter in their order")
                    .interesting(
                            "unhandled",
                            "so was every event that has a handler; the others were dropped, and"
                                    + " their"
                                    + " emitters never learnt of it")
                    .forbidden(
                            "off-loop",
                            "a handler ran on the thread of an emitter, so handlers may run at the"
                                    + " same"
                                    + " time, which none is made for")
                    .forbidden(
                            "lost",
                            "an event that has a handler was not handled exactly once, or not in"
                                    + " the order of its emitter")
                    .explorable(Level.SYNC, "emitters", "2", "events", "1")
                    .build();

    /** A call of a handler. */
    private record Call(Event event, Thread thread) {}

    /** What the handlers share, without any protection. */
    private static final class Tally {
        private int handled;
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        // These two are ours, who watch, and not the program's: they must stay right when the
        // program is wrong.
        Queue<Call> calls = new ConcurrentLinkedQueue<>();
        Queue<Event> dropped = new ConcurrentLinkedQueue<>();

        var tally = new Tally();
        var loop =
                new EventLoop(event -> {
                    context.event("nobody handles " + event);
                    dropped.add(event);
                });
        for (String kind : HANDLED) {
            loop.on(
                    kind,
                    event -> {
                        context.event("handles " + event);
                        tally.handled++;
                        calls.add(new Call(event, Thread.currentThread()));
                    });
        }

        Consumer<Event> way = context.isVariant("direct") ? loop::dispatch : loop::emit;
        List<Thread> emitters = new ArrayList<>();
        for (int i = 1; i <= context.get(EMITTERS); i++) {
            int stream = i;
            emitters.add(
                    Thread.ofPlatform()
                            .name("emitter-" + i)
                            .unstarted(() -> emit(stream, way, loop, context)));
        }
        try {
            emitters.forEach(Thread::start);
            loop.run(emitters.size());
        } finally {
            // On the normal way out all have ended. On any other they are told to, and nobody
            // leaves before they have.
            emitters.forEach(Thread::interrupt);
            for (Thread emitter : emitters) {
                emitter.join();
            }
        }
        String label = judge(context, calls, dropped);
        return Outcome.observed(label)
                .with("handled", calls.size())
                .with("counted", tally.handled)
                .with("dropped", dropped.stream().map(Event::toString).sorted().toList())
                .with(
                        "threads",
                        calls.stream()
                                .map(call -> call.thread().getName())
                                .distinct()
                                .sorted()
                                .toList());
    }

    private static void emit(int stream, Consumer<Event> way, EventLoop loop, RunContext context) {
        var random = context.random(stream);
        String name = Thread.currentThread().getName();
        try {
            for (int i = 0; i < context.get(EVENTS); i++) {
                context.pause(Duration.ofMillis(random.nextLong(LONGEST_PAUSE.toMillis())));
                var event = new Event(KINDS.get(i % KINDS.size()), name, i);
                context.event("emits " + event);
                way.accept(event);
            }
        } catch (InterruptedException _) {
            context.event("is cancelled");
        } finally {
            loop.end();
        }
    }

    /** Called on the thread that ran the loop. */
    private static String judge(RunContext context, Queue<Call> calls, Queue<Event> dropped) {
        if (calls.stream().anyMatch(call -> call.thread() != Thread.currentThread())) {
            return "off-loop";
        }
        for (int i = 1; i <= context.get(EMITTERS); i++) {
            String emitter = "emitter-" + i;
            List<Integer> numbers =
                    calls.stream()
                            .map(Call::event)
                            .filter(event -> event.emitter().equals(emitter))
                            .map(Event::number)
                            .toList();
            List<Integer> expected =
                    IntStream.range(0, context.get(EVENTS))
                            .filter(number -> HANDLED.contains(KINDS.get(number % KINDS.size())))
                            .boxed()
                            .toList();
            if (!numbers.equals(expected)) {
                return "lost";
            }
        }
        return dropped.isEmpty() ? "handled" : "unhandled";
    }
}
