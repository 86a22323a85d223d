// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.events.reactive.Library.LIBRARY;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.reactive.Library;
import dev.tandem.events.reactive.Marbles;
import dev.tandem.events.reactive.Source;
import dev.tandem.events.reactive.VirtualTime;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.processors.ReplayProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Sinks;

/**
 * A thermometer with two observers, the second of which comes later. Look at how often the
 * thermometer was started, and at the first value that the second observer got.
 *
 * <pre>{@code tandem run events.multicast --variant hot}</pre>
 */
final class Multicast implements Workload {

    private static final String LESSON =
            """
            A cold observable runs anew for each observer: everybody gets all of it, and all that it
            does is done as often, requests and payments included. A hot one runs once, and whoever
            comes later gets what comes later. Both look the same to an observer. One that must be
            asked once and heard from its beginning is shared and remembers what it emitted, which
            costs the memory for as long as it lasts.
            """;

    private static final Parameter<Integer> READINGS =
            integer("readings", 6, 1, 10_000, "how many readings there are, one each 10 ms");
    private static final Parameter<Integer> JOINS =
            integer("joins", 35, 0, 100_000, "when the second observer subscribes, in ms");

    private static final Label SHARED =
            acceptable("shared", "the source ran once, and both observers got all of it");
    private static final Label REPEATED =
            interesting("repeated", "both observers got all, for which the source ran twice");
    private static final Label MISSED =
            forbidden("missed", "the second observer did not get what it came too late for");

    /** What observers share, made of a source that runs for whoever subscribes. */
    private static final Variants<UnaryOperator<Source<Integer>>> WAYS =
            Variants.of(
                    sound("cold", "runs for each observer", UnaryOperator::identity),
                    flawed(
                            "hot",
                            "runs by itself, and is joined too late",
                            MISSED,
                            () -> Source::publish),
                    sound("replay", "runs by itself, and remembers", () -> Source::replay));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.multicast", "Cold and hot sources", LESSON)
                    .with(READINGS, JOINS, LIBRARY)
                    .with(WAYS)
                    .with(SHARED, REPEATED, MISSED)
                    .teaches(PublishProcessor.class, ReplayProcessor.class, Sinks.class)
                    .build();

    private static final Duration EVERY = Duration.ofMillis(10);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        VirtualTime time = new VirtualTime();
        Marbles marbles = new Marbles(time, context);
        Library library = Library.of(context);
        long every = EVERY.toMillis();
        AtomicInteger runs = new AtomicInteger();
        marbles.declare("source 1");
        Source<Integer> cold =
                library.defer(() ->
                        library.intervalRange(1, context.get(READINGS), every, every, time)
                                .compose(marbles.line("source " + runs.incrementAndGet())));
        Source<Integer> shared = context.make(WAYS).apply(cold);
        var firstGot = shared.compose(marbles.line("first")).toFuture();
        Duration joins = Duration.ofMillis(context.get(JOINS));
        time.passUntil(() -> time.millis() >= joins.toMillis(), joins, context);
        var secondGot = shared.compose(marbles.line("second")).toFuture();
        List<Integer> first = time.await(firstGot, EVERY, context);
        List<Integer> second = time.await(secondGot, EVERY, context);
        Label seen = !second.equals(first) ? MISSED : runs.get() == 1 ? SHARED : REPEATED;
        return seen.observed()
                .with("timesStarted", runs.get())
                .with("firstGot", first.size())
                .with("secondGot", second.size())
                .with("marbles", marbles.picture());
    }
}
