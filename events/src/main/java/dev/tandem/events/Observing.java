// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.events.reactive.Library.LIBRARY;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.reactive.Library;
import dev.tandem.events.reactive.Library.Sink;
import dev.tandem.events.reactive.Source;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.core.FlowableEmitter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.publisher.FluxSink;

/**
 * Several thermometers, each with a thread of its own, behind one observable. Look at how many
 * threads there are before anybody observes, and at how many are inside the observer at once.
 *
 * <p>Seen in 100 runs of {@code broken} with each library on two processors that had other work
 * too, with JDK 25 on x86-64: {@code at-once} in all of them.
 *
 * <pre>{@code tandem run events.observable --variant broken}</pre>
 */
final class Observing implements Workload {

    private static final String LESSON =
            """
            An observable is a source that knows how to begin, and begins when somebody subscribes.
            From then on it calls the observer, which waits for nothing and asks for nothing. The
            observer may be written without a lock, because an observable promises to call it one
            call after the other. Operators keep that promise by themselves; a source that is made
            by hand from several threads has to be serialised.
            """;

    private static final Parameter<Integer> THERMOMETERS =
            integer("thermometers", 4, 1, 64, "how many threads emit");
    private static final Parameter<Integer> READINGS =
            integer("readings", 500_000, 1, 1_000_000, "how many readings each of them emits");

    private static final Label IN_TURN =
            acceptable("in-turn", "the observer got every reading, one call after the other");
    private static final Label AT_ONCE =
            forbidden("at-once", "threads met inside the observer, which relies on being alone");

    /** Makes a source of what emits. */
    @FunctionalInterface
    private interface Making {
        Source<Integer> make(Library library, Consumer<Sink<Integer>> emitting);
    }

    private static final Variants<Making> WAYS =
            Variants.of(
                    flawed("broken", "every thread calls on", AT_ONCE, () -> Library::push),
                    sound("fixed", "calls are serialised", () -> Library::create));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.observable", "An observable and its promise", LESSON)
                    .with(THERMOMETERS, READINGS, LIBRARY)
                    .with(WAYS)
                    .with(IN_TURN, AT_ONCE)
                    .teaches(FlowableEmitter.class, FluxSink.class)
                    .notes("Reactive programming: streams of data")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Making way = context.make(WAYS);
        int thermometers = context.get(THERMOMETERS);
        Tally tally = new Tally();
        int before;
        try (Crew crew = Crew.named("thermometer-")) {
            AtomicInteger left = new AtomicInteger(thermometers);
            Source<Integer> temperatures =
                    way.make(
                            Library.of(context),
                            to -> {
                                for (int i = 0; i < thermometers; i++) {
                                    crew.start(() -> measure(to, left, context));
                                }
                            });
            before = crew.threads().size();
            Runnable cancel = temperatures.subscribe(_ -> tally.next());
            try {
                crew.join();
            } finally {
                cancel.run();
            }
        }
        int emitted = thermometers * context.get(READINGS);
        return (tally.most.get() == 1 && tally.counted == emitted ? IN_TURN : AT_ONCE)
                .observed()
                .with("threadsBefore", before)
                .with("emitted", emitted)
                .with("counted", tally.counted)
                .with("mostAtOnce", tally.most.get());
    }

    private static void measure(Sink<Integer> to, AtomicInteger left, RunContext context) {
        context.event("measures");
        for (int i = 0; i < context.get(READINGS) && !to.isCancelled(); i++) {
            to.next(i);
        }
        if (left.decrementAndGet() == 0) {
            to.complete();
        }
    }

    /** An observer that counts, and beside it how many threads are inside. */
    private static final class Tally {
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private int counted;

        private void next() {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            counted++;
            inside.decrementAndGet();
        }
    }
}
