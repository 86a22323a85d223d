// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.exceptions.OnErrorNotImplementedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A thermometer that breaks, and an observer with one handler or with three. Look at which handler
 * was called last, and at what the thread was left with where there was no handler for it. (The
 * library prints such an error on standard error, too.)
 *
 * <pre>{@code tandem run events.handlers --variant broken}</pre>
 */
final class Handlers implements Workload {

    private static final String LESSON =
            """
            An observer has three handlers: one for the next value, as often as there is one, then
            one for the error or one for the end, once, and nothing after either. An error is not
            thrown at whoever subscribed, who has long gone on: it travels the same way as the
            values. An observer without a handler for errors leaves the error to whatever thread
            happened to emit, and the rest of the program never hears of it.
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
            forbidden("unheard", "the error came to the emitting thread and to no handler");

    /** Subscribes some handlers of those that there are. */
    @FunctionalInterface
    private interface Subscribing {
        Disposable subscribe(Observable<Integer> source, Calls calls);
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
                    .with(READINGS, FAILS_AT, EVERY)
                    .with(WAYS)
                    .with(COMPLETED, HEARD, UNHEARD)
                    .teaches(Observer.class, OnErrorNotImplementedException.class)
                    .notes("RxPy: the observer pattern")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Subscribing way = context.make(WAYS);
        Marbles marbles = Marbles.inOrder(context);
        Observable<Integer> readings =
                Observable.range(1, context.get(READINGS))
                        .doOnNext(_ -> context.pause(context.get(EVERY)))
                        .map(number -> read(number, context.get(FAILS_AT)))
                        .compose(marbles.line("thermometer"));
        Calls calls = new Calls(context);
        AtomicReference<@Nullable Throwable> uncaught = new AtomicReference<>();
        try (Crew crew = Crew.named("thermometer-")) {
            crew.start(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((_, e) -> uncaught.set(e));
                // It is over when this returns: the source emits on the thread that subscribes.
                var _ = way.subscribe(readings, calls);
            });
            crew.join();
        }
        Throwable left = uncaught.get();
        Label seen = left != null ? UNHEARD : calls.failed ? HEARD : COMPLETED;
        return seen.observed()
                .with("readings", calls.readings)
                .with("lastCall", calls.last)
                .with("uncaught", left == null ? "" : left.toString())
                .with("emitted", marbles.picture());
    }

    private static int read(int number, int failsAt) {
        if (number == failsAt) {
            throw new IllegalStateException("the thermometer broke at reading " + number);
        }
        return number;
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
