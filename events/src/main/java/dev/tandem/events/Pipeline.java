// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.events.reactive.Library.LIBRARY;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.events.reactive.Library;
import dev.tandem.events.reactive.Source;
import dev.tandem.spi.Chunk;
import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import io.reactivex.rxjava3.core.Flowable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;

/**
 * Words go through a pipeline of functions, on several rails at once: each is tidied, short ones
 * are left out, and those of each length are counted. Look at how many are missing where the count
 * is kept outside the pipeline.
 *
 * <p>Seen in 100 runs of {@code broken} on two processors that had much other work, with JDK 25 on
 * x86-64: {@code miscounted} in 73 of them with RxJava, and in 68 with Reactor.
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

    /** Counts how many words of each length come down the rails. */
    @FunctionalInterface
    private interface Counting {
        Source<Map<Integer, Integer>> count(Source<Source<Integer>> rails);
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
                    .with(WORDS, RAILS, LIBRARY)
                    .with(WAYS)
                    .with(COUNTED, MISCOUNTED)
                    .teaches(Flowable.class, Flux.class)
                    .notes("RxPy: functional programming")
                    .build();

    private static final List<String> TEXT =
            List.of("Streams,", "of", "values;", "an", "observer:", "and", "Functions.", "between");
    private static final Pattern PUNCTUATION = Pattern.compile("\\W");
    private static final int SHORT = 2;

    private static Source<Map<Integer, Integer>> outside(Source<Source<Integer>> rails) {
        Map<Integer, Integer> counts = new HashMap<>();
        return rails.flatMap(lengths -> lengths.doOnNext(length -> count(counts, length)))
                .collect(() -> counts, (_, _) -> {});
    }

    private static Source<Map<Integer, Integer>> folded(Source<Source<Integer>> rails) {
        return rails.flatMap(lengths -> lengths.collect(Pipeline::nothing, Pipeline::count))
                .collect(Pipeline::nothing, Pipeline::add);
    }

    private static Map<Integer, Integer> nothing() {
        return new HashMap<>();
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
        context.event("sends " + Count.of(words, "word") + " down " + rails + " rails");
        Map<Integer, Integer> counts;
        Library library = Library.of(context);
        try (ExecutorService threads =
                Executors.newFixedThreadPool(
                        rails, Thread.ofPlatform().name("rail-", 1).factory())) {
            List<Chunk> chunks = Chunk.split(words, rails);
            Source<Source<Integer>> lengths =
                    library.range(0, chunks.size())
                            .map(chunks::get)
                            .map(chunk ->
                                    library.range(chunk.from(), chunk.size())
                                            .subscribeOn(threads)
                                            .map(Pipeline::word)
                                            .map(Pipeline::tidy)
                                            .map(String::length)
                                            .filter(length -> length > SHORT));
            var result = context.make(WAYS).count(lengths).toFuture();
            try {
                counts = result.get().getFirst();
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
