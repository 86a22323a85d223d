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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Words go through a pipeline of functions, on several rails at once: each is tidied, short ones
 * are left out, and those of each length are counted. Look at how many are missing where the count
 * is kept outside the pipeline.
 *
 * <p>Seen in 100 runs of {@code broken} on two processors that had other work too, with JDK 25 on
 * x86-64: {@code miscounted} in 89 of them.
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
            integer("words", 1_000_000, 1, 5_000_000, "how many words go through");
    private static final Parameter<Integer> RAILS =
            integer("rails", 4, 1, 64, "how many threads share the work");

    private static final Label COUNTED =
            acceptable("counted", "the pipeline counted as a plain loop does");
    private static final Label MISCOUNTED =
            forbidden("miscounted", "rails that wrote to the same count lost words");

    /** Counts how many numbers of each size come out of a pipeline. */
    @FunctionalInterface
    private interface Counting {
        Single<Map<Integer, Integer>> count(ParallelFlowable<Integer> lengths);
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
                    .notes("RxPy: functional programming")
                    .build();

    private static final List<String> TEXT =
            List.of("Streams,", "of", "values;", "an", "observer:", "and", "Functions.", "between");
    private static final Pattern PUNCTUATION = Pattern.compile("\\W");
    private static final int SHORT = 2;

    private static Single<Map<Integer, Integer>> outside(ParallelFlowable<Integer> lengths) {
        Map<Integer, Integer> counts = new HashMap<>();
        return lengths.doOnNext(length -> count(counts, length))
                .sequential()
                .ignoreElements()
                .toSingleDefault(counts);
    }

    private static Single<Map<Integer, Integer>> folded(ParallelFlowable<Integer> lengths) {
        return lengths.collect(HashMap<Integer, Integer>::new, Pipeline::count)
                .sequential()
                .collect(HashMap::new, Pipeline::add);
    }

    private static void count(Map<Integer, Integer> counts, int length) {
        counts.put(length, counts.getOrDefault(length, 0) + 1);
    }

    private static void add(Map<Integer, Integer> all, Map<Integer, Integer> some) {
        some.forEach((length, count) -> all.merge(length, count, Integer::sum));
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
        Map<Integer, Integer> counts;
        try (OwnScheduler threads = OwnScheduler.named("rail-", rails)) {
            ParallelFlowable<Integer> lengths =
                    Flowable.range(0, words)
                            .parallel(rails)
                            .runOn(threads.scheduler())
                            .map(Pipeline::word)
                            .map(Pipeline::tidy)
                            .map(String::length)
                            .filter(length -> length > SHORT);
            Future<Map<Integer, Integer>> result = context.make(WAYS).count(lengths).toFuture();
            try {
                counts = result.get();
            } finally {
                result.cancel(true);
            }
        }
        Map<Integer, Integer> expected = expected(words);
        return (counts.equals(expected) ? COUNTED : MISCOUNTED)
                .observed()
                .with("expected", total(expected))
                .with("counted", total(counts))
                .with("byLength", bars(counts));
    }

    private static String word(int number) {
        return TEXT.get(number % TEXT.size());
    }

    private static String tidy(String word) {
        return PUNCTUATION.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The same without a stream. */
    private static Map<Integer, Integer> expected(int words) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < words; i++) {
            int length = tidy(word(i)).length();
            if (length > SHORT) {
                count(counts, length);
            }
        }
        return counts;
    }

    private static int total(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Bars bars(Map<Integer, Integer> counts) {
        Bars bars = Bars.of("words");
        for (var count : new TreeMap<>(counts).entrySet()) {
            bars = bars.with(count.getKey() + " letters", count.getValue());
        }
        return bars;
    }
}
