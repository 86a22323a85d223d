// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import io.reactivex.rxjava3.observables.ConnectableObservable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

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

    /** Makes one source of two. */
    @FunctionalInterface
    private interface Joining {
        Observable<String> join(Observable<String> front, Observable<String> back);
    }

    private static final Variants<Joining> WAYS =
            Variants.of(
                    sound("merge", "both at once", () -> Observable::merge),
                    flawed("concat", "one after the other", MISSED, () -> Observable::concat));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.merge", "One stream of two", LESSON)
                    .with(RINGS, SECOND)
                    .with(WAYS)
                    .with(ALL, MISSED)
                    .teaches(Observable.class, ConnectableObservable.class)
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
        Marbles marbles = Marbles.at(time, context);
        List<String> rang = new ArrayList<>();
        CompositeDisposable bells = new CompositeDisposable();
        List<String> heard;
        try {
            ConnectableObservable<String> front =
                    rings("f", FIRST.toMillis(), time, context)
                            .compose(marbles.line("front"))
                            .doOnNext(rang::add)
                            .publish();
            ConnectableObservable<String> back =
                    rings("b", context.get(SECOND), time, context)
                            .compose(marbles.line("back"))
                            .doOnNext(rang::add)
                            .publish();
            front.connect(bells::add);
            back.connect(bells::add);
            Future<List<String>> result =
                    context.make(WAYS)
                            .join(front, back)
                            .compose(marbles.line(context.variant()))
                            .toList()
                            .toFuture();
            heard = time.await(result, FIRST, context);
        } finally {
            bells.dispose();
        }
        return (heard.equals(rang) ? ALL : MISSED)
                .observed()
                .with("rang", rang.size())
                .with("heard", heard.size())
                .with("marbles", marbles.picture());
    }

    private static Observable<String> rings(
            String door, long every, VirtualTime time, RunContext context) {
        return Observable.intervalRange(
                        1, context.get(RINGS), every, every, MILLISECONDS, time.scheduler())
                .map(i -> door + i);
    }
}
