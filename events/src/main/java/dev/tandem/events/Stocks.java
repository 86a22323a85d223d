// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.events.reactive.Library.LIBRARY;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Parameter.number;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Flux;

/**
 * A market emits prices of several stocks, and an observer wants to hear of every one that moves by
 * some percent at a time. Look at what it heard and at which two prices it was made of.
 *
 * <pre>{@code tandem run events.stocks --variant broken}</pre>
 */
final class Stocks implements Workload {

    private static final String LESSON =
            """
            Many things come down one stream, and what one wants to know is about each of them by
            itself: how a price compares with the one before it of the same stock. So the stream is
            first grouped by key, each group is looked at alone, and what was found is merged again.
            Neighbours in a stream are neighbours in time, and need have nothing to do with each
            other.
            """;

    private static final Parameter<Integer> STOCKS =
            integer("stocks", 3, 1, 26, "how many stocks are traded");
    private static final Parameter<Integer> TRADES =
            integer("trades", 30, 1, 100_000, "how many prices the market emits");
    private static final Parameter<Double> PERCENT =
            number("percent", 2.5, 0.1, 100, "how far a price moves that is worth hearing of");

    private static final Label AS_TRADED =
            acceptable("as-traded", "the observer heard of every such move, and of no other");
    private static final Label MIXED_UP =
            forbidden("mixed-up", "the observer heard of moves that no stock has made");

    private static final Variants<Function<Source<Price>, Source<Move>>> WAYS =
            Variants.of(
                    flawed("broken", "neighbours in the stream", MIXED_UP, () -> Stocks::moves),
                    sound(
                            "fixed",
                            "neighbours in the stream of a stock",
                            () ->
                                    prices ->
                                            prices.groupBy(
                                                    Price::stock, (_, same) -> moves(same))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.stocks", "Prices of stocks, and who wants to hear", LESSON)
                    .with(STOCKS, TRADES, PERCENT, LIBRARY)
                    .with(WAYS)
                    .with(AS_TRADED, MIXED_UP)
                    .teaches(Flowable.class, Flux.class)
                    .notes("RxPy: subscribing to streams of incoming data")
                    .build();

    private static final Duration EVERY = Duration.ofMillis(100);

    /** A stock has changed hands at so many cents. */
    private record Price(String stock, int cents) {
        @Override
        public String toString() {
            return stock + cents;
        }
    }

    /** From one price to the next. */
    private record Move(Price from, Price to) {
        double percent() {
            return (to.cents - from.cents) * 100.0 / from.cents;
        }

        @Override
        public String toString() {
            return "%s>%s".formatted(from, to);
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        List<Price> prices = prices(context);
        double percent = context.get(PERCENT);
        long every = EVERY.toMillis();
        VirtualTime time = new VirtualTime();
        Marbles marbles = new Marbles(time, context);
        Future<List<Move>> moves =
                Library.of(context)
                        .intervalRange(0, prices.size(), every, every, time)
                        .map(prices::get)
                        .compose(marbles.line("market"))
                        .compose(context.make(WAYS))
                        .filter(move -> Math.abs(move.percent()) >= percent)
                        .compose(marbles.line("moves"))
                        .toFuture();
        List<Move> heard = time.await(moves, EVERY, context);
        List<Move> made = made(prices, percent);
        return (heard.equals(made) ? AS_TRADED : MIXED_UP)
                .observed()
                .with("made", made.size())
                .with("heard", heard.size())
                .with("heardOfNone", heard.stream().filter(move -> !made.contains(move)).count())
                .with("marbles", marbles.picture());
    }

    /** Each price with the one before it in the same stream. */
    private static Source<Move> moves(Source<Price> prices) {
        return prices.buffer(2, 1)
                .filter(pair -> pair.size() == 2)
                .map(pair -> new Move(pair.getFirst(), pair.getLast()));
    }

    /** What was to be heard, found without any stream. */
    private static List<Move> made(List<Price> prices, double percent) {
        Map<String, Price> last = new HashMap<>();
        List<Move> moves = new ArrayList<>();
        for (Price price : prices) {
            Price before = last.put(price.stock(), price);
            if (before != null) {
                moves.add(new Move(before, price));
            }
        }
        return moves.stream().filter(move -> Math.abs(move.percent()) >= percent).toList();
    }

    /** The stocks are traded in no order, each a random walk from a price of its own. */
    private static List<Price> prices(RunContext context) {
        RandomGenerator random = context.random(0);
        int[] cents = new int[context.get(STOCKS)];
        for (int i = 0; i < cents.length; i++) {
            cents[i] = 1000 * (i + 1);
        }
        List<Price> prices = new ArrayList<>();
        for (int i = 0; i < context.get(TRADES); i++) {
            int stock = random.nextInt(cents.length);
            cents[stock] = Math.max(100, cents[stock] * random.nextInt(960, 1041) / 1000);
            prices.add(new Price(String.valueOf((char) ('A' + stock)), cents[stock]));
        }
        return prices;
    }
}
