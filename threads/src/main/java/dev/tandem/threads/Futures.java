// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A future is asked at every stage of its life. Compare its state with what {@code get} then does:
 * there are four answers, and three of them are exceptions.
 *
 * <p>Nothing is left to luck: the task of the first future runs until it has been looked at.
 *
 * <pre>{@code tandem run threads.futures --variant completable}</pre>
 */
final class Futures implements Workload {

    private static final String LESSON =
            """
            A future stands for a result that is not there yet. While the task runs, get waits, and
            a get with a time limit throws when that is over: the task runs on and can be asked
            again. Then the future is done, for good, in one of three ways: it has a result, it has
            the exception that the task threw, wrapped in another one, or it was cancelled.
            """;

    private static final Label AS_DOCUMENTED =
            acceptable("as-documented", "each stage had its state, and get its answer");
    private static final Label OTHERWISE =
            forbidden("otherwise", "a future was in another state than what happened to it")
                    .unseen("the JDK keeps its word");

    /** Starts a task on an executor and says what stands for its result. */
    private interface Start {
        Future<Integer> start(ExecutorService executor, Supplier<Integer> task);
    }

    private static final Variants<Start> WAYS =
            Variants.of(
                    sound(
                            "submit",
                            "what an executor returns",
                            () -> (executor, task) -> executor.submit(task::get)),
                    sound(
                            "completable",
                            "a CompletableFuture",
                            () ->
                                    (executor, task) ->
                                            CompletableFuture.supplyAsync(task, executor)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("threads.futures", "The life of a future", LESSON)
                    .with(WAYS)
                    .with(AS_DOCUMENTED, OTHERWISE)
                    .teaches(Future.class, Future.State.class, CompletableFuture.class)
                    .build();

    private static final Duration BRIEFLY = Duration.ofMillis(5);
    private static final Duration WATCHABLE = Duration.ofSeconds(1);

    /** What was asked of a future, and what it said. */
    private record Answer(String stage, Future.State state, String get) {
        List<Object> row() {
            return List.of(stage, state.toString(), get);
        }
    }

    private static final List<Answer> DOCUMENTED =
            List.of(
                    new Answer("runs", Future.State.RUNNING, "TimeoutException"),
                    new Answer("has returned", Future.State.SUCCESS, "42"),
                    new Answer(
                            "has thrown",
                            Future.State.FAILED,
                            "ExecutionException of ArithmeticException"),
                    new Answer("is cancelled", Future.State.CANCELLED, "CancellationException"));

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        Start way = context.make(WAYS);
        List<Answer> answers = new ArrayList<>();
        CountDownLatch looked = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            try {
                Future<Integer> first = way.start(executor, () -> after(looked, 42));
                Future<Integer> last = way.start(executor, () -> after(looked, 0));
                answers.add(ask(context, "runs", first));
                last.cancel(true);
                looked.countDown();
                await(first);
                answers.add(ask(context, "has returned", first));
                Future<Integer> failing = way.start(executor, () -> Math.divideExact(1, 0));
                await(failing);
                answers.add(ask(context, "has thrown", failing));
                answers.add(ask(context, "is cancelled", last));
            } finally {
                looked.countDown();
                executor.shutdownNow();
            }
        }
        return (answers.equals(DOCUMENTED) ? AS_DOCUMENTED : OTHERWISE)
                .observed()
                .with(
                        "answers",
                        new Table(
                                List.of("the task", "state", "get"),
                                answers.stream().map(Answer::row).toList()));
    }

    private static int after(CountDownLatch latch, int result) {
        try {
            latch.await();
            return result;
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted, as it was meant to be");
        }
    }

    /** Until it is done, in whatever way. */
    private static void await(Future<?> future) throws InterruptedException {
        while (!future.isDone()) {
            Thread.sleep(1);
        }
    }

    private static Answer ask(RunContext context, String stage, Future<Integer> future)
            throws InterruptedException {
        Answer answer = new Answer(stage, future.state(), get(future));
        context.event(
                "asks the future whose task "
                        + stage
                        + ": "
                        + answer.state()
                        + ", "
                        + answer.get());
        context.pause(WATCHABLE);
        return answer;
    }

    private static String get(Future<Integer> future) throws InterruptedException {
        try {
            return future.get(BRIEFLY.toMillis(), TimeUnit.MILLISECONDS).toString();
        } catch (ExecutionException e) {
            return name(e) + " of " + name(Objects.requireNonNull(e.getCause()));
        } catch (TimeoutException | CancellationException e) {
            return name(e);
        }
    }

    private static String name(Throwable e) {
        return e.getClass().getSimpleName();
    }
}
