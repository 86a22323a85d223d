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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import reactor.core.publisher.Flux;

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
        Source<Pair> pair(Source<Integer> temperatures, Source<Integer> pressures);
    }

    private static final Variants<Pairing> WAYS =
            Variants.of(
                    sound(
                            "zip",
                            "each with the one of its number",
                            () -> (t, p) -> t.zipWith(p, Pair::new)),
                    flawed(
                            "latest",
                            "each with the latest of the other",
                            MISMATCHED,
                            () -> (t, p) -> t.combineLatestWith(p, Pair::new)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.zip", "Values that belong together", LESSON)
                    .with(READINGS, SLOWER, LIBRARY)
                    .with(WAYS)
                    .with(PAIRED, MISMATCHED)
                    .teaches(Flowable.class, Flux.class)
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
        Marbles marbles = new Marbles(time, context);
        Ahead ahead = new Ahead();
        Source<Integer> temperatures =
                readings(context, FASTER.toMillis(), time)
                        .compose(marbles.line("temperature"))
                        .doOnNext(_ -> ahead.emitted());
        Source<Integer> pressures =
                readings(context, context.get(SLOWER), time).compose(marbles.line("pressure"));
        Future<List<Pair>> result =
                context.make(WAYS)
                        .pair(temperatures, pressures)
                        .compose(marbles.line(context.variant()))
                        .doOnNext(_ -> ahead.paired())
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

    private static Source<Integer> readings(RunContext context, long every, VirtualTime time) {
        return Library.of(context).intervalRange(1, context.get(READINGS), every, every, time);
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
