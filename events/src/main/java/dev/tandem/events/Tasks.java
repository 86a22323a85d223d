// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.events.loop.Loop;
import dev.tandem.events.loop.Promise;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Tasks of a few steps on one loop, with a wait after each step; one more task fails at its second
 * step, and one is cancelled. Look at the order of the steps, and at how each task ends.
 *
 * <pre>{@code tandem run events.task --variant in-turn}</pre>
 */
final class Tasks implements Workload {

    private static final String LESSON =
            """
            A task is a computation that the loop takes on from wait to wait. While one waits the
            others go on, so the waits of tasks that were started together overlap, on one thread.
            Waiting for each before the next is started adds them up again. A task that throws ends
            itself and nobody else, and tells whoever asks for its result; one that is cancelled
            takes no more steps, and since it is cancelled at a wait, never in the middle of one.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 3, 2, 1000, "how many tasks there are");
    private static final Parameter<Integer> STEPS =
            integer("steps", 3, 2, 1000, "how many steps each of them takes");
    private static final Parameter<Duration> WAIT =
            duration(
                    "wait",
                    Duration.ofMillis(10),
                    Duration.ofSeconds(1),
                    "how long a task waits after each step");

    private static final Label TOGETHER =
            acceptable("together", "every task had begun before one took its second step");
    private static final Label IN_TURN =
            interesting("in-turn", "a task had to wait for the end of another");
    private static final Label WRONG_END =
            forbidden("wrong-end", "a task did not end as it should, or was touched by another")
                    .unseen("the failure of a task is kept in its own promise");

    private static final Variants<Starting> WAYS =
            Variants.of(
                    sound("tasks", "starts all, then waits for all", () -> Tasks::together),
                    sound(
                            "in-turn",
                            "starts one, waits for it, starts the next",
                            () -> Tasks::inTurn));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("events.task", "Tasks of one loop", LESSON)
                    .with(TASKS, STEPS, WAIT)
                    .with(WAYS)
                    .with(TOGETHER, IN_TURN, WRONG_END)
                    .teaches(CompletableFuture.class, Future.State.class)
                    .notes("Event-driven programming")
                    .explorable(SYNC, TASKS.at(2), STEPS.at(2), WAIT.at(Duration.ofMillis(1)))
                    .build();

    /** Starts tasks, and completes when all have ended. */
    @FunctionalInterface
    private interface Starting {
        CompletableFuture<?> start(List<Supplier<Promise<Integer>>> tasks, Loop loop);
    }

    private static CompletableFuture<?> together(
            List<Supplier<Promise<Integer>>> tasks, Loop loop) {
        return CompletableFuture.allOf(
                tasks.stream().map(Supplier::get).toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<?> inTurn(List<Supplier<Promise<Integer>>> tasks, Loop loop) {
        CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
        for (Supplier<Promise<Integer>> task : tasks) {
            last = last.thenComposeAsync(_ -> task.get(), loop);
        }
        return last;
    }

    /** The number of a task that has taken a step, and the thread that it was on. */
    private record Step(int task, Thread thread) {}

    /** What the tasks do; the lists are theirs alone, as they are on one thread. */
    private record Plot(RunContext context, Loop loop, List<Step> order, List<Integer> endless) {

        Promise<Integer> task(int task) {
            return loop.start(
                    steps().mapToObj(step -> {
                        context.event("task " + task + " takes step " + step);
                        order.add(new Step(task, Thread.currentThread()));
                        return loop.sleep(context.get(WAIT));
                    }));
        }

        Promise<Integer> failingTask() {
            return loop.start(
                    steps().mapToObj(step -> {
                        if (step == 2) {
                            context.event("the failing task throws");
                            throw new IllegalStateException("step 2 of the failing task");
                        }
                        return loop.sleep(context.get(WAIT));
                    }));
        }

        Promise<Integer> endlessTask() {
            return loop.start(
                    IntStream.iterate(1, step -> step + 1)
                            .mapToObj(step -> {
                                endless.add(step);
                                return loop.sleep(Duration.ofMillis(1));
                            }));
        }

        /** Cancels a task, and counts the steps that it takes all the same. */
        CompletableFuture<Integer> cancel(Promise<Integer> task) {
            context.event("cancels the endless task");
            task.cancel(false);
            int taken = endless.size();
            return loop.sleep(Duration.ofMillis(3)).thenApplyAsync(_ -> endless.size() - taken);
        }

        private IntStream steps() {
            return IntStream.rangeClosed(1, context.get(STEPS));
        }
    }

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException, ExecutionException {
        Starting way = context.make(WAYS);
        try (Loop loop = new Loop()) {
            Plot plot = new Plot(context, loop, new ArrayList<>(), new ArrayList<>());
            List<Supplier<Promise<Integer>>> tasks = new ArrayList<>();
            for (int i = 1; i <= context.get(TASKS); i++) {
                int task = i;
                tasks.add(() -> plot.task(task));
            }
            Promise<Integer> failing = plot.failingTask();
            Promise<Integer> endless = plot.endlessTask();
            CompletableFuture<Integer> end =
                    way.start(tasks, loop)
                            .thenCombineAsync(failing.exceptionally(_ -> 0), (_, _) -> 0, loop)
                            .thenComposeAsync(_ -> plot.cancel(endless), loop);
            loop.runUntil(end);
            int stepsAfterCancel = end.get();
            boolean asTold =
                    failing.state() == Future.State.FAILED
                            && endless.state() == Future.State.CANCELLED
                            && stepsAfterCancel == 0;
            return judge(context, asTold, plot.order())
                    .observed()
                    .with("order", plot.order().stream().map(Step::task).toList())
                    .with("failing", failing.state().name())
                    .with("cancelled", endless.state().name())
                    .with("stepsAfterCancel", stepsAfterCancel);
        }
    }

    private static Label judge(RunContext context, boolean asTold, List<Step> order) {
        int tasks = context.get(TASKS);
        boolean complete =
                order.size() == tasks * context.get(STEPS)
                        && order.stream().allMatch(step -> step.thread() == Thread.currentThread());
        if (!asTold || !complete) {
            return WRONG_END;
        }
        boolean allHaveBegun = new HashSet<>(order.subList(0, tasks)).size() == tasks;
        return allHaveBegun ? TOGETHER : IN_TURN;
    }
}
