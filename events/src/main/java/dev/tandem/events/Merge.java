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
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.processors.PublishProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Two doors whose bells ring whether somebody listens or not, made into one stream. Look at when
 * what the second emitted came, and whether it did.
 *
 * <pre>{@code tandem run events.merge --variant concat}</pre>
 */
final class Merge implements Workload {

    private static final String LESSON =
            """
            Merging listens to several sources at once and passes on whatever comes, in the order in
            which it comes. Concatenating listens to the second when the first has ended: that keeps
            them apart, and suits sources that begin when they are asked. A source that emits by
            itself does not wait to be asked. What it has emitted before is gone, and one that never
            ends lets nobody else speak.
            """;

    private static final Parameter<Integer> RINGS =
            integer("rings", 4, 1, 10_000, "how often each bell rings");
    private static final Parameter<Integer> SECOND =
            integer("second", 15, 1, 10_000, "ms between rings of the back door; of the front 10");

    private static final Label ALL =
            acceptable("all-heard", "every ring was heard, in the order in which they rang");
    private static final Label MISSED =
            forbidden("missed", "a bell rang while nobody listened to it");

    /** Make one source of two. */
    private static final Variants<BinaryOperator<Source<String>>> WAYS =
            Variants.of(
                    sound("merge", "both at once", () -> Source::mergeWith),
                    flawed("concat", "one after the other", MISSED, () -> Source::concatWith));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.merge", "One stream of two", LESSON)
                    .with(RINGS, SECOND, LIBRARY)
                    .with(WAYS)
                    .with(ALL, MISSED)
                    .teaches(Flowable.class, Flux.class, PublishProcessor.class, Sinks.class)
                    .notes("RxPy: different streams of incoming data")
                    .build();

    private static final Duration FIRST = Duration.ofMillis(10);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        VirtualTime time = new VirtualTime();
        Marbles marbles = new Marbles(time, context);
        List<String> rang = new ArrayList<>();
        Source<String> front =
                rings("f", FIRST.toMillis(), time, context)
                        .compose(marbles.line("front"))
                        .doOnNext(rang::add)
                        .publish();
        Source<String> back =
                rings("b", context.get(SECOND), time, context)
                        .compose(marbles.line("back"))
                        .doOnNext(rang::add)
                        .publish();
        Future<List<String>> result =
                context.make(WAYS)
                        .apply(front, back)
                        .compose(marbles.line(context.variant()))
                        .toFuture();
        List<String> heard = time.await(result, FIRST, context);
        return (heard.equals(rang) ? ALL : MISSED)
                .observed()
                .with("rang", rang.size())
                .with("heard", heard.size())
                .with("marbles", marbles.picture());
    }

    private static Source<String> rings(
            String door, long every, VirtualTime time, RunContext context) {
        return Library.of(context)
                .intervalRange(1, context.get(RINGS), every, every, time)
                .map(i -> door + i);
    }
}
