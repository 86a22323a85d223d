// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.events.reactive.Library.LIBRARY;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.reactive.Library;
import dev.tandem.events.reactive.Marbles;
import dev.tandem.events.reactive.Source;
import dev.tandem.events.reactive.VirtualTime;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.exceptions.OnErrorNotImplementedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;

/**
 * A thermometer that breaks, and an observer with one handler or with three. Look at which handler
 * was called last, and at what became of the error where there was no handler for it: both
 * libraries print it on standard error, and RxJava also gives it to the handler that the thread has
 * for what nobody has caught.
 *
 * <pre>{@code tandem run events.handlers --variant broken}</pre>
 */
final class Handlers implements Workload {

    private static final String LESSON =
            """
            An observer has three handlers: one for the next value, as often as there is one, then
            one for the error or one for the end, once, and nothing after either. An error is not
            thrown at whoever subscribed, who has long gone on: it travels the same way as the
            values. An observer without a handler for errors leaves the error to the library, which
            can but log it, or to whatever thread happened to emit; the rest of the program never
            hears of it.
            """;

    private static final Parameter<Integer> READINGS =
            integer("readings", 6, 1, 10_000, "how many readings there are");
    private static final Parameter<Integer> FAILS_AT =
            integer("fails-at", 4, 0, 10_000, "the reading at which it breaks; 0: none");
    private static final Parameter<Duration> EVERY =
            Parameter.duration(
                    "every",
                    Duration.ofMillis(300),
                    Duration.ofSeconds(10),
                    "between readings, at pace 1");

    private static final Label COMPLETED = acceptable("completed", "every reading came");
    private static final Label HEARD =
            acceptable("error-heard", "the last that the observer heard was the error");
    private static final Label UNHEARD =
            forbidden("unheard", "the error came to no handler of the observer");

    /** Subscribes some handlers of those that there are. */
    @FunctionalInterface
    private interface Subscribing {
        Runnable subscribe(Source<Integer> source, Calls calls);
    }

    private static final Variants<Subscribing> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "a handler for the next value",
                            UNHEARD,
                            () -> (source, calls) -> source.subscribe(calls::next)),
                    sound(
                            "fixed",
                            "all three handlers",
                            () ->
                                    (source, calls) ->
                                            source.subscribe(
                                                    calls::next, calls::error, calls::complete)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.handlers", "Three handlers of an observer", LESSON)
                    .with(READINGS, FAILS_AT, EVERY, LIBRARY)
                    .with(WAYS)
                    .with(COMPLETED, HEARD, UNHEARD)
                    .teaches(Subscriber.class, OnErrorNotImplementedException.class)
                    .notes("RxPy: the observer pattern")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Subscribing way = context.make(WAYS);
        Thermometer thermometer = new Thermometer(context);
        Calls calls = new Calls(context);
        AtomicReference<@Nullable Throwable> uncaught = new AtomicReference<>();
        try (Crew crew = Crew.named("thermometer-")) {
            crew.start(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((_, e) -> uncaught.set(e));
                Runnable cancel = way.subscribe(thermometer.readings(), calls);
                thermometer.run();
                cancel.run();
            });
            crew.join();
        }
        Throwable left = uncaught.get();
        Label seen = !thermometer.failed ? COMPLETED : calls.failed ? HEARD : UNHEARD;
        return seen.observed()
                .with("readings", calls.readings)
                .with("lastCall", calls.last)
                .with("uncaught", left == null ? "" : left.toString())
                .with("emitted", thermometer.marbles.picture());
    }

    /** Emits on the thread that runs it, and knows how it ended. */
    private static final class Thermometer {
        private final RunContext context;
        private final VirtualTime time = new VirtualTime();
        private final Marbles marbles;
        private boolean completed;
        private boolean failed;

        private Thermometer(RunContext context) {
            this.context = context;
            marbles = new Marbles(time, context);
        }

        private Source<Integer> readings() {
            long every = context.get(EVERY).toMillis();
            return Library.of(context)
                    .intervalRange(1, context.get(READINGS), every, every, time)
                    .map(this::read)
                    .doOnError(_ -> failed = true)
                    .doOnComplete(() -> completed = true)
                    .compose(marbles.line("thermometer"));
        }

        private int read(int number) {
            if (number == context.get(FAILS_AT)) {
                throw new IllegalStateException("the thermometer broke at reading " + number);
            }
            return number;
        }

        private void run() throws InterruptedException {
            time.passUntil(() -> failed || completed, context.get(EVERY), context);
        }
    }

    /** What the handlers were called with; they are called by one thread. */
    private static final class Calls {
        private final RunContext context;
        private int readings;
        private boolean failed;
        private String last = "none";

        private Calls(RunContext context) {
            this.context = context;
        }

        private void next(int reading) {
            readings++;
            last = "next";
            context.event("handles " + reading);
        }

        private void error(Throwable error) {
            failed = true;
            last = "error";
            context.event("handles the error: " + error.getMessage());
        }

        private void complete() {
            last = "complete";
            context.event("handles the end");
        }
    }
}
