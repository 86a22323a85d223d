// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Tasks of a pool with a callback each, registered by a thread that has better things to do than to
 * run them. Look at which thread ran how many.
 *
 * <p>Seen in 100 runs on two cores: {@code broken} ran a callback in the thread that registered it
 * in 99.
 *
 * <pre>{@code tandem run threads.callbacks --variant broken}</pre>
 */
final class Callbacks implements Workload {

    private static final String LESSON =
            """
            A callback says what is to be done with a result, so that nobody has to wait for it.
            Without a word about who is to run it, that is the thread that completes the future, or,
            when the future is complete already, the one that registers the callback: which of the
            two is a race. A thread that must not be held up, such as that of a user interface or of
            an event loop, names an executor for what it registers.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 20, 1, 10_000, "how many tasks, with a callback each");
    private static final Parameter<Duration> LONGEST =
            duration(
                    "longest",
                    Duration.ofMillis(2),
                    Duration.ofSeconds(1),
                    "a task, and what comes before its callback is registered, takes up to this");

    private static final Label ELSEWHERE =
            acceptable("elsewhere", "no callback was run by the thread that registered it");
    private static final Label HELD_UP =
            forbidden("held-up", "the thread that registered the callbacks had to run one itself");

    /** Registers the callback for a task; completes when that has been run. */
    private interface Registering {
        CompletableFuture<String> register(
                CompletableFuture<Integer> task,
                UnaryOperator<String> callback,
                ExecutorService executor);
    }

    private static final Variants<Registering> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "thenApply: whoever comes to it",
                            HELD_UP,
                            () ->
                                    (task, callback, _) ->
                                            task.thenApply(i -> callback.apply("task " + i))),
                    sound(
                            "fixed",
                            "thenApplyAsync, with an executor that runs it",
                            () ->
                                    (task, callback, executor) ->
                                            task.thenApplyAsync(
                                                    i -> callback.apply("task " + i), executor)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.callbacks", "Who runs a callback", LESSON)
                    .with(TASKS, LONGEST)
                    .with(WAYS)
                    .with(ELSEWHERE, HELD_UP)
                    .teaches(CompletableFuture.class, ExecutorService.class)
                    .explorable(SYNC, TASKS.at(1), LONGEST.at(Duration.ZERO))
                    .build();

    private static final int THREADS = 2;

    /** What a task finds out, and how long that takes. */
    private record Answer(int number, Duration takes) implements Supplier<Integer> {
        @Override
        public Integer get() {
            try {
                Thread.sleep(takes);
            } catch (InterruptedException e) {
                // The run is cancelled, which whoever asks for this learns by itself.
                Thread.currentThread().interrupt();
            }
            return number;
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Registering way = context.make(WAYS);
        var ranIn = new ConcurrentSkipListMap<String, Integer>();
        UnaryOperator<String> callback =
                task -> {
                    String thread = Thread.currentThread().getName();
                    ranIn.merge(thread, 1, Integer::sum);
                    context.event("runs the callback of " + task);
                    return thread;
                };
        Duration longest = context.get(LONGEST);
        RandomGenerator random = context.random(0);
        try (ExecutorService tasks = pool("task-");
                ExecutorService callbacks = pool("callback-")) {
            try {
                List<CompletableFuture<String>> done = new ArrayList<>();
                for (int i = 1; i <= context.get(TASKS); i++) {
                    var answer = new Answer(i, upTo(longest, random));
                    var task = CompletableFuture.supplyAsync(answer, tasks);
                    // What else the thread does before it comes to the callback.
                    Thread.sleep(upTo(longest, random));
                    done.add(way.register(task, callback, callbacks));
                }
                for (CompletableFuture<String> each : done) {
                    each.get();
                }
            } finally {
                tasks.shutdownNow();
                callbacks.shutdownNow();
            }
        }
        int mine = ranIn.getOrDefault(Thread.currentThread().getName(), 0);
        return (mine == 0 ? ELSEWHERE : HELD_UP)
                .observed()
                .with("inTheRegisteringThread", mine)
                .with("callbacksOf", ranIn);
    }

    private static Duration upTo(Duration longest, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(longest.toNanos() + 1));
    }

    private static ExecutorService pool(String prefix) {
        return Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().name(prefix, 1).factory());
    }
}
