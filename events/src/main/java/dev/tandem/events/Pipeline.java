// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.parallel.ParallelFlowable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Words go through a pipeline of functions, on several rails at once: each is tidied, short ones
 * are left out, and those of each length are counted. Look at how many are missing where the count
 * is kept outside the pipeline.
 *
 * <pre>{@code tandem run events.pipeline --variant broken}</pre>
 */
final class Pipeline implements Workload {

    private static final String LESSON =
            """
            A pipeline of functions that depend on nothing but their argument gives the same result
            on one thread and on many, and each stage can be tested alone. The first stage that
            writes to something outside takes that away: it has to be protected like anything else
            that threads share, and nothing in the pipeline says so. A result that is folded, on
            each rail by itself and then together, needs no protection.
            """;

    private static final Parameter<Integer> WORDS =
            integer("words", 200_000, 1, 5_000_000, "how many words go through");
    private static final Parameter<Integer> RAILS =
            integer("rails", 4, 1, 64, "how many threads share the work");

    private static final Label COUNTED =
            acceptable("counted", "the pipeline counted as a plain loop does");
    private static final Label MISCOUNTED =
            forbidden("miscounted", "rails that wrote to the same count lost words");

    /** Counts how many numbers of each size come out of a pipeline. */
    @FunctionalInterface
    private interface Counting {
        Single<int[]> count(ParallelFlowable<Integer> lengths);
    }

    private static final Variants<Counting> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "every rail writes to one count outside",
                            MISCOUNTED,
                            () -> Pipeline::outside),
                    sound(
                            "fixed",
                            "every rail folds its own, and those are added",
                            () -> Pipeline::folded));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.pipeline", "A pipeline of functions", LESSON)
                    .with(WORDS, RAILS)
                    .with(WAYS)
                    .with(COUNTED, MISCOUNTED)
                    .teaches(ParallelFlowable.class)
                    .notes("Reactive programming: functional programming on streams")
                    .build();

    private static final List<String> TEXT =
            List.of("Streams,", "of", "values;", "an", "observer:", "and", "Functions.", "between");
    private static final int SHORT = 2;
    private static final int LONGEST = 16;

    private static Single<int[]> outside(ParallelFlowable<Integer> lengths) {
        int[] counts = new int[LONGEST];
        return lengths.doOnNext(length -> counts[length]++)
                .sequential()
                .ignoreElements()
                .toSingleDefault(counts);
    }

    private static Single<int[]> folded(ParallelFlowable<Integer> lengths) {
        return lengths.collect(() -> new int[LONGEST], (counts, length) -> counts[length]++)
                .sequential()
                .reduce(new int[LONGEST], Pipeline::sum);
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        int words = context.get(WORDS);
        int rails = context.get(RAILS);
        context.event("sends " + words + " words down " + rails + " rails");
        int[] counts;
        try (OwnScheduler threads = OwnScheduler.named("rail-", rails)) {
            ParallelFlowable<Integer> lengths =
                    Flowable.range(0, words)
                            .parallel(rails)
                            .runOn(threads.scheduler())
                            .map(Pipeline::word)
                            .map(Pipeline::tidy)
                            .map(String::length)
                            .filter(length -> length > SHORT);
            Future<int[]> result = context.make(WAYS).count(lengths).toFuture();
            try {
                counts = result.get();
            } finally {
                result.cancel(true);
            }
        }
        int[] expected = expected(words);
        return (Arrays.equals(counts, expected) ? COUNTED : MISCOUNTED)
                .observed()
                .with("expected", Arrays.stream(expected).sum())
                .with("counted", Arrays.stream(counts).sum())
                .with("byLength", bars(counts));
    }

    private static String word(int number) {
        return TEXT.get(number % TEXT.size());
    }

    private static String tidy(String word) {
        return word.replaceAll("\\W", "").toLowerCase(Locale.ROOT);
    }

    private static int[] sum(int[] some, int[] more) {
        return IntStream.range(0, LONGEST).map(i -> some[i] + more[i]).toArray();
    }

    /** The same without a stream. */
    private static int[] expected(int words) {
        int[] counts = new int[LONGEST];
        for (int i = 0; i < words; i++) {
            int length = tidy(word(i)).length();
            if (length > SHORT) {
                counts[length]++;
            }
        }
        return counts;
    }

    private static Bars bars(int[] counts) {
        Bars bars = Bars.of("words");
        for (int length = SHORT + 1; length < LONGEST; length++) {
            if (counts[length] > 0) {
                bars = bars.with(length + " letters", counts[length]);
            }
        }
        return bars;
    }
}
