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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Two instruments, one slower than the other, whose readings belong together by their number. Look
 * at the numbers of each pair, and at how many readings of the faster one waited for their partner.
 *
 * <pre>{@code tandem run events.zip --variant latest}</pre>
 */
final class Zip implements Workload {

    private static final String LESSON =
            """
            Zip waits until each source has emitted once more and makes one value of them: first
            with first, second with second. The faster source is ahead, and what it has emitted
            waits in a queue that grows as long as both go on. Combining the latest of each has no
            queue and is the right thing for what is shown now; but it pairs a value with whatever
            the other happened to have emitted last.
            """;

    private static final Parameter<Integer> READINGS =
            integer("readings", 4, 1, 10_000, "how many readings each instrument emits");
    private static final Parameter<Integer> SLOWER =
            integer("slower", 25, 1, 10_000, "ms between the pressures; temperatures come each 10");

    private static final Label PAIRED =
            acceptable("paired", "every reading met the one of its number, once");
    private static final Label MISMATCHED =
            forbidden("mismatched", "readings of different numbers were taken for a pair");

    /** Two readings that are said to belong together. */
    private record Pair(int temperature, int pressure) {
        @Override
        public String toString() {
            return temperature + "+" + pressure;
        }
    }

    /** Makes pairs of two sources. */
    @FunctionalInterface
    private interface Pairing {
        Observable<Pair> pair(Observable<Integer> temperatures, Observable<Integer> pressures);
    }

    private static final Variants<Pairing> WAYS =
            Variants.of(
                    sound(
                            "zip",
                            "each with the one of its number",
                            () -> (t, p) -> Observable.zip(t, p, Pair::new)),
                    flawed(
                            "latest",
                            "each with the latest of the other",
                            MISMATCHED,
                            () -> (t, p) -> Observable.combineLatest(t, p, Pair::new)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.zip", "Values that belong together", LESSON)
                    .with(READINGS, SLOWER)
                    .with(WAYS)
                    .with(PAIRED, MISMATCHED)
                    .teaches(Observable.class)
                    .notes("RxPy: different streams of incoming data")
                    .build();

    private static final Duration FASTER = Duration.ofMillis(10);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        VirtualTime time = new VirtualTime();
        Marbles marbles = Marbles.at(time, context);
        Ahead ahead = new Ahead();
        Observable<Integer> temperatures =
                readings(context, FASTER.toMillis(), time)
                        .compose(marbles.line("temperature"))
                        .doOnNext(_ -> ahead.emitted());
        Observable<Integer> pressures =
                readings(context, context.get(SLOWER), time).compose(marbles.line("pressure"));
        Future<List<Pair>> result =
                context.make(WAYS)
                        .pair(temperatures, pressures)
                        .compose(marbles.line(context.variant()))
                        .doOnNext(_ -> ahead.paired())
                        .toList()
                        .toFuture();
        List<Pair> pairs = time.await(result, FASTER, context);
        boolean matched =
                pairs.size() == context.get(READINGS)
                        && pairs.stream().allMatch(pair -> pair.temperature() == pair.pressure());
        return (matched ? PAIRED : MISMATCHED)
                .observed()
                .with("pairs", pairs.size())
                .with("mostAhead", ahead.most)
                .with("marbles", marbles.picture());
    }

    private static Observable<Integer> readings(RunContext context, long every, VirtualTime time) {
        return Observable.intervalRange(
                        1, context.get(READINGS), every, every, MILLISECONDS, time.scheduler())
                .map(Long::intValue);
    }

    /** How many temperatures there are more than pairs. */
    private static final class Ahead {
        private int now;
        private int most;

        private void emitted() {
            most = Math.max(most, ++now);
        }

        private void paired() {
            now--;
        }
    }
}
