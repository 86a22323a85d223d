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
import dev.tandem.spi.Durations;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.core.Flowable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import reactor.core.publisher.Flux;

/**
 * Numbers are filtered and mapped, and each that is left becomes a small stream of its own: a
 * request whose answer comes in three parts. Look at the last line, at what comes before what, and
 * at what never comes.
 *
 * <pre>{@code tandem run events.operators --variant switch}</pre>
 */
final class Operators implements Workload {

    private static final String LESSON =
            """
            An operator makes an observable from an observable: filter lets some values through, map
            turns each into another, and neither changes when. Where each value becomes a stream,
            there are three ways to make one of many: flatMap listens to all of them at once, and
            their parts come mixed; concatMap listens to one after the other, which keeps the order
            and takes longer; switchMap leaves each as soon as there is a newer one, which suits a
            search while somebody types, and loses what others paid for.
            """;

    private static final Parameter<Integer> NUMBERS =
            integer("numbers", 6, 1, 10_000, "the source emits 1 to this, one each 10 ms");
    private static final Parameter<Integer> SPREAD =
            integer("spread", 15, 1, 10_000, "milliseconds between parts, in virtual time");

    private static final Label IN_ORDER =
            acceptable("in-order", "every part came, those of a number together");
    private static final Label MIXED =
            interesting("mixed", "every part came, some between those of another number");
    private static final Label LOST =
            forbidden("lost", "parts never came, for the stream was left for a newer one");

    /** Makes one stream of many. */
    @FunctionalInterface
    private interface Flattening {
        Source<String> flatten(Source<Source<String>> streams);
    }

    private static final Variants<Flattening> WAYS =
            Variants.of(
                    sound("flat", "flatMap", () -> streams -> streams.flatMap(each -> each)),
                    sound("concat", "concatMap", () -> streams -> streams.concatMap(each -> each)),
                    flawed(
                            "switch",
                            "switchMap, where every answer is wanted",
                            LOST,
                            () -> streams -> streams.switchMap(each -> each)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.operators", "Filter, map and flat-map", LESSON)
                    .with(NUMBERS, SPREAD, LIBRARY)
                    .with(WAYS)
                    .with(IN_ORDER, MIXED, LOST)
                    .teaches(Flowable.class, Flux.class)
                    .notes("RxPy: the iterator pattern, and functional programming")
                    .build();

    private static final Duration EVERY = Duration.ofMillis(10);
    private static final List<String> PARTS = List.of("a", "b", "c");

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Flattening way = context.make(WAYS);
        VirtualTime time = new VirtualTime();
        Marbles marbles = new Marbles(time, context);
        Library library = Library.of(context);
        long every = EVERY.toMillis();
        List<String> expected = new ArrayList<>();
        Source<Source<String>> answers =
                library.intervalRange(1, context.get(NUMBERS), every, every, time)
                        .compose(marbles.line("source"))
                        .filter(number -> number % 2 == 1)
                        .compose(marbles.line("filter odd"))
                        .map(number -> number * 10)
                        .compose(marbles.line("map by 10"))
                        .doOnNext(number -> PARTS.forEach(part -> expected.add(number + part)))
                        .map(number -> answer(library, number, context.get(SPREAD), time));
        Future<List<String>> parts =
                way.flatten(answers).compose(marbles.line(context.variant() + "Map")).toFuture();
        List<String> came = time.await(parts, EVERY, context);
        Label seen =
                came.equals(expected) ? IN_ORDER : came.size() < expected.size() ? LOST : MIXED;
        return seen.observed()
                .with("expected", expected.size())
                .with("came", came.size())
                .with("lasted", Durations.human(time.millis() * 1e6))
                .with("marbles", marbles.picture());
    }

    /** The first part at once, each other one a while after the one before it. */
    private static Source<String> answer(
            Library library, int number, int spread, VirtualTime time) {
        return library.intervalRange(0, PARTS.size(), 0, spread, time)
                .map(i -> number + PARTS.get(i));
    }
}
