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
import java.util.stream.Stream;

/**
 * Tasks of a loop wait for an event, such as the end of a start-up. Some wait when it is set, as
 * many come later. Look at who still waits at the end.
 *
 * <p>Seen in 100 runs of each: {@code broken} left the late ones waiting 100 times, {@code fixed}
 * never; there is no race in it.
 *
 * <pre>{@code tandem run events.loop-event --variant broken}</pre>
 */
final class LoopEvent implements Workload {

    private static final String LESSON =
            """
            An event is a flag that can be waited for. Setting it lets all pass that wait, and all
            that come later, for it remembers that it is set. A signal that wakes those who wait and
            remembers nothing is not enough: whoever comes a moment too late waits for ever, and
            does so in silence, as a promise that nobody keeps costs the loop nothing.
            """;

    private static final Parameter<Integer> WAITERS =
            integer("waiters", 3, 1, 1000, "how many tasks wait before the event, and after it");
    private static final Parameter<Duration> BEAT =
            duration(
                    "beat",
                    Duration.ofMillis(10),
                    Duration.ofSeconds(1),
                    "how long it is from one of these to the next");

    private static final Label ALL_PASSED =
            acceptable("all-passed", "every task passed once the event had been set");
    private static final Label LEFT_WAITING =
            forbidden("left-waiting", "tasks that came after the event wait for it");

    private static final Variants<Memory> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "a signal, which wakes those who wait",
                            LEFT_WAITING,
                            () -> Memory.NONE),
                    sound("fixed", "an event, which stays set", () -> Memory.STAYS_SET));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.loop-event", "An event inside one loop", LESSON)
                    .with(WAITERS, BEAT)
                    .with(WAYS)
                    .with(ALL_PASSED, LEFT_WAITING)
                    .teaches(CompletableFuture.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, WAITERS.at(1), BEAT.at(Duration.ofMillis(1)))
                    .build();

    /** Whether an event knows later that it has been set. */
    private enum Memory {
        NONE,
        STAYS_SET
    }

    /** What tasks of a loop wait for. */
    private static final class Event {
        private final Loop loop;
        private final Memory memory;
        private final List<Promise<Boolean>> waiting = new ArrayList<>();
        private boolean set;

        Event(Loop loop, Memory memory) {
            this.loop = loop;
            this.memory = memory;
        }

        /** A promise that is kept when the event is set. */
        Promise<Boolean> await() {
            Promise<Boolean> promise = new Promise<>(loop);
            if (set) {
                promise.complete(true);
            } else {
                waiting.add(promise);
            }
            return promise;
        }

        void set() {
            set = memory == Memory.STAYS_SET;
            waiting.forEach(promise -> promise.complete(true));
            waiting.clear();
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Duration beat = context.get(BEAT);
        List<String> passed = new ArrayList<>();
        int left;
        try (Loop loop = new Loop()) {
            Event event = new Event(loop, context.make(WAYS));
            // Lazy: each is played when the loop asks for it.
            Stream<Runnable> plot =
                    Stream.of(
                            () -> await(context, event, "early", passed),
                            () -> {
                                context.event("sets the event");
                                event.set();
                            },
                            () -> await(context, event, "late", passed),
                            () -> context.event("ends"));
            Promise<Integer> end = loop.start(plot.map(step -> play(step, loop, beat)));
            loop.runUntil(end);
            end.get();
            left = event.waiting.size();
        }
        return (left == 0 ? ALL_PASSED : LEFT_WAITING)
                .observed()
                .with("passed", passed)
                .with("leftWaiting", left);
    }

    private static Promise<Duration> play(Runnable step, Loop loop, Duration beat) {
        step.run();
        return loop.sleep(beat);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // that nobody waits for these is the point
    private static void await(RunContext context, Event event, String when, List<String> passed) {
        for (int i = 1; i <= context.get(WAITERS); i++) {
            String name = when + " " + i;
            context.event(name + " comes");
            event.await()
                    .thenRunAsync(() -> {
                        context.event(name + " passes");
                        passed.add(name);
                    });
        }
    }
}
