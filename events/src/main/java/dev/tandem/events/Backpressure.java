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
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.exceptions.MissingBackpressureException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/**
 * A source that emits three times as fast as its subscriber handles. Look at how many items wait at
 * the subscriber, and at what becomes of those for which it has not asked.
 *
 * <p>{@code missing} ends with an error; {@code unbounded} comes to its end, too, with a queue that
 * is the longer the more there is to do. Times are virtual, so that every run is the same, and with
 * {@code -p library=reactor} it is another library that emits to the same subscriber.
 *
 * <pre>{@code tandem run events.backpressure --variant missing}</pre>
 */
final class Backpressure implements Workload {

    private static final String LESSON =
            """
            Where a source is faster than its subscriber, something has to give. A subscriber that
            asks for so many items, and for another when it has handled one, slows the source down,
            if that can wait: that is backpressure. A source that cannot, such as a clock, has to
            drop items, to fail, or to let them pile up; and the last of these only looks like an
            answer until memory is full. To ask for everything is to do without backpressure. How
            to ask is laid down in a specification, Reactive Streams, which RxJava and Reactor keep:
            a subscriber that keeps it, too, does not know whose source it has.
            """;

    private static final Parameter<Integer> ITEMS =
            integer("items", 30, 1, 10_000, "how many items there are");
    private static final Parameter<Integer> AHEAD =
            integer("ahead", 4, 1, 1000, "for how many items the subscriber asks ahead");
    private static final Parameter<Integer> WORK =
            integer("work", 30, 1, 1000, "ms to handle one; the clock emits one each 10 ms");

    private static final Label KEPT_UP =
            acceptable("kept-up", "all were handled, and no more waited than were asked for");
    private static final Label DROPPED =
            interesting("dropped", "no more waited than were asked for; the others are lost");
    private static final Label PILED_UP =
            forbidden("piled-up", "more waited than the subscriber could do with");
    private static final Label OVERRUN =
            forbidden("overrun", "the source failed, for it had an item that nobody asked for");

    /** A source, and whether it is asked for everything at once. */
    private record Way(boolean everything, Function<Line, Source<Integer>> source) {}

    private static final Variants<Way> WAYS =
            Variants.of(
                    flawed(
                            "missing",
                            "a clock that emits what nobody asked for",
                            OVERRUN,
                            () -> new Way(false, Line::clock)),
                    flawed(
                            "unbounded",
                            "a clock that is asked for everything",
                            PILED_UP,
                            () -> new Way(true, Line::clock)),
                    sound(
                            "request",
                            "a source that emits what it is asked for",
                            () -> new Way(false, Line::onDemand)),
                    sound(
                            "drop",
                            "a clock, and what nobody asked for is dropped",
                            () -> new Way(false, Line::dropping)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.backpressure", "A subscriber that is too slow", LESSON)
                    .with(ITEMS, AHEAD, WORK, LIBRARY)
                    .with(WAYS)
                    .with(KEPT_UP, DROPPED, PILED_UP, OVERRUN)
                    .teaches(Publisher.class, Subscriber.class, Flowable.class, Flux.class)
                    .teaches(MissingBackpressureException.class)
                    .build();

    private static final Duration EVERY = Duration.ofMillis(10);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Way way = context.make(WAYS);
        Line line = new Line(context);
        int ahead = context.get(AHEAD);
        Slow slow = new Slow(line, way.everything() ? Long.MAX_VALUE : ahead);
        way.source().apply(line).subscribe(slow);
        try {
            line.time.passUntil(slow::hasEnded, EVERY, context);
        } finally {
            slow.subscription.cancel();
        }
        return judge(slow, line, ahead)
                .observed()
                .with("handled", slow.handled)
                .with("dropped", line.dropped)
                .with("mostWaiting", slow.most)
                .with("error", slow.error == null ? "none" : slow.error.toString())
                .with("marbles", line.marbles.picture());
    }

    private static Label judge(Slow slow, Line line, int ahead) {
        if (slow.error != null && line.library.isOverrun(slow.error)) {
            return OVERRUN;
        }
        if (slow.most > ahead) {
            return PILED_UP;
        }
        return line.dropped > 0 ? DROPPED : KEPT_UP;
    }

    /** Asks for some items at first, and for another whenever it has handled one. */
    private static final class Slow implements Subscriber<Integer> {
        private final Line line;
        private final long first;
        private final Queue<Integer> waiting = new ArrayDeque<>();
        private int handled;
        private int most;
        private boolean completed;
        private @Nullable Throwable error;

        @SuppressWarnings("NullAway.Init") // by onSubscribe, which a publisher calls first
        private Subscription subscription;

        private Slow(Line line, long first) {
            this.line = line;
            this.first = first;
        }

        @Override
        public void onSubscribe(Subscription ours) {
            subscription = ours;
            ours.request(first);
        }

        @Override
        public void onNext(Integer item) {
            waiting.add(item);
            most = Math.max(most, waiting.size());
            if (waiting.size() == 1) {
                line.work(this::handledOne);
            }
        }

        private void handledOne() {
            line.marbles.emitted("handled", waiting.remove().toString());
            handled++;
            if (!waiting.isEmpty()) {
                line.work(this::handledOne);
            }
            // Last, because the source may emit before this returns.
            subscription.request(1);
        }

        @Override
        public void onError(Throwable thrown) {
            error = thrown;
            line.marbles.emitted("handled", "X");
        }

        @Override
        public void onComplete() {
            completed = true;
        }

        private boolean hasEnded() {
            return error != null || (completed && waiting.isEmpty());
        }
    }

    /** The sources, and the virtual time that they and the work take. */
    private static final class Line {
        private final RunContext context;
        private final VirtualTime time = new VirtualTime();
        private final Marbles marbles;
        private final Library library;
        private int dropped;

        private Line(RunContext context) {
            this.context = context;
            library = Library.of(context);
            marbles = new Marbles(time, context);
            marbles.declare("source");
        }

        private Source<Integer> clock() {
            long every = EVERY.toMillis();
            return library.intervalRange(1, context.get(ITEMS), every, every, time)
                    .doOnNext(item -> marbles.emitted("source", item.toString()));
        }

        private Source<Integer> dropping() {
            marbles.declare("dropped");
            return clock().onBackpressureDrop(item -> {
                dropped++;
                marbles.emitted("dropped", item.toString());
            });
        }

        private Source<Integer> onDemand() {
            return library.range(1, context.get(ITEMS))
                    .doOnNext(item -> marbles.emitted("source", item.toString()));
        }

        private void work(Runnable then) {
            time.after(context.get(WORK), then);
        }
    }
}
