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
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import io.reactivex.rxjava3.core.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import reactor.core.scheduler.Schedulers;

/**
 * The same three stages, a source, some work and an observer, with schedulers in different places.
 * Look at the threads that each of the stages was seen on.
 *
 * <pre>{@code tandem run events.schedulers --variant broken}</pre>
 */
final class WhereWorkRuns implements Workload {

    private static final String LESSON =
            """
            Nothing is concurrent by itself: without a scheduler a source emits on the thread that
            subscribes, and every operator runs there too. subscribeOn says where the source starts,
            wherever it stands in the chain. observeOn, which Reactor calls publishOn, says where
            everything below it goes on, and leaves alone what is above. Each of them keeps values
            in order, one thread at a time; to work on several at once each value needs a stream and
            a scheduling of its own.
            """;

    private static final Parameter<Integer> VALUES =
            integer("values", 8, 1, 20_000, "how many values go through");
    private static final Parameter<Integer> WORKERS =
            integer("workers", 3, 1, 64, "how many threads there are for the work");

    private static final Label MOVED =
            acceptable("moved", "the work was done by threads that are there for it");
    private static final Label HELD_UP =
            forbidden("held-up", "the thread that subscribed had to do the work itself");

    /** Puts schedulers between the stages. */
    @FunctionalInterface
    private interface Placing {
        Source<Integer> place(Stages stages, Executor io, Executor workers);
    }

    private static final Variants<Placing> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "observeOn below the work",
                            HELD_UP,
                            () ->
                                    (stages, _, workers) ->
                                            stages.source().map(stages::work).observeOn(workers)),
                    sound(
                            "subscribe-on",
                            "all of it elsewhere",
                            () ->
                                    (stages, io, _) ->
                                            stages.source().map(stages::work).subscribeOn(io)),
                    sound(
                            "observe-on",
                            "observeOn above the work",
                            () ->
                                    (stages, _, workers) ->
                                            stages.source().observeOn(workers).map(stages::work)),
                    sound(
                            "both",
                            "the source on one, the work on another",
                            () ->
                                    (stages, io, workers) ->
                                            stages.source()
                                                    .subscribeOn(io)
                                                    .observeOn(workers)
                                                    .map(stages::work)),
                    sound(
                            "flat-map",
                            "each value by itself",
                            () ->
                                    (stages, _, workers) ->
                                            stages.source()
                                                    .flatMap(value ->
                                                            stages.just(value)
                                                                    .observeOn(workers)
                                                                    .map(stages::work))));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.schedulers", "Where the work runs", LESSON)
                    .with(VALUES, WORKERS, LIBRARY)
                    .with(WAYS)
                    .with(MOVED, HELD_UP)
                    .teaches(Scheduler.class, Schedulers.class)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Stages stages = new Stages(context);
        List<Integer> results;
        // The schedulers that a library shares among all programs keep their threads for good.
        try (ExecutorService io = threads("io-", 1);
                ExecutorService workers = threads("worker-", context.get(WORKERS))) {
            Future<List<Integer>> all =
                    context.make(WAYS)
                            .place(stages, io, workers)
                            .doOnNext(_ -> stages.ranHere("observer"))
                            .toFuture();
            try {
                results = all.get();
            } finally {
                all.cancel(true);
            }
        }
        String here = Thread.currentThread().getName();
        return (stages.threads("work").contains(here) ? HELD_UP : MOVED)
                .observed()
                .with("subscribed", here)
                .with("inOrder", results.equals(results.stream().sorted().toList()))
                .with("stages", stages.picture());
    }

    private static ExecutorService threads(String prefix, int count) {
        return Executors.newFixedThreadPool(count, Thread.ofPlatform().name(prefix, 1).factory());
    }

    /** What is done with a value, and the threads that did it. */
    private static final class Stages {
        private final RunContext context;
        private final Library library;
        private final Map<String, Set<String>> threads = new ConcurrentHashMap<>();

        private Stages(RunContext context) {
            this.context = context;
            library = Library.of(context);
        }

        private Source<Integer> source() {
            return library.range(1, context.get(VALUES)).doOnNext(_ -> ranHere("source"));
        }

        private Source<Integer> just(int value) {
            return library.range(value, 1);
        }

        private int work(int value) {
            ranHere("work");
            context.event("works on " + value);
            return value * value;
        }

        private void ranHere(String stage) {
            threads.computeIfAbsent(stage, _ -> new ConcurrentSkipListSet<>())
                    .add(Thread.currentThread().getName());
        }

        private Set<String> threads(String stage) {
            return threads.getOrDefault(stage, Set.of());
        }

        private Table picture() {
            List<List<Object>> rows = new ArrayList<>();
            for (String stage : List.of("source", "work", "observer")) {
                rows.add(List.of(stage, String.join(", ", threads(stage))));
            }
            return new Table(List.of("stage", "threads"), rows);
        }
    }
}
