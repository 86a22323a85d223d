// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import static dev.tandem.comms.Film.FRAMES;
import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Workers take tasks from a {@link TaskQueue} for ever; the one who put them there waits until all
 * are done. Compare the number of tasks with how many were done when the waiting was over.
 *
 * <p>Seen in 100 runs of each on two processors that had other work too, with JDK 25 on x86-64:
 *
 * <pre>
 *          all-done  returned-early
 * broken          0             100
 * fixed         100               0
 * </pre>
 *
 * <pre>{@code tandem run comms.task-done --variant broken}</pre>
 */
final class TaskDone implements Workload {

    private static final String LESSON =
            """
            An empty queue says that the last task has been taken, not that it is done. So the queue
            counts: one more with every task put, one less when a worker says that a task is done;
            join waits for zero. The worker has to say so after the work, and in a finally block,
            for a task that fails is done too. Said before the work, join returns while tasks are
            under way, and whoever relies on it goes on too early.
            """;

    private static final Parameter<Integer> TASKS =
            integer("tasks", 20, 1, 100_000, "how many tasks there are");
    private static final Parameter<Integer> WORKERS =
            integer("workers", 4, 1, 64, "how many threads work on them");
    private static final Parameter<Integer> CAPACITY =
            integer("capacity", 10, 1, 100_000, "how many tasks can wait in the queue");
    private static final Parameter<Duration> WORK =
            duration(
                    "work", Duration.ofMillis(10), Duration.ofSeconds(10), "how long a task takes");

    private static final Label ALL_DONE =
            acceptable("all-done", "when join returned, every task was done");
    private static final Label EARLY =
            forbidden("returned-early", "join returned while tasks were still under way");

    private static final Variants<Order> WAYS =
            Variants.of(
                    flawed(
                            "broken",
                            "says that the task is done, then does it",
                            EARLY,
                            () -> TaskDone::sayThenWork),
                    sound(
                            "fixed",
                            "says that the task is done once it is",
                            () -> TaskDone::workThenSay));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.task-done", "Waiting until every task is done", LESSON)
                    .with(TASKS, WORKERS, CAPACITY, WORK, FRAMES)
                    .with(WAYS)
                    .with(ALL_DONE, EARLY)
                    .teaches(ReentrantLock.class, Condition.class)
                    .notes("Queue objects: the join() function")
                    .explorable(
                            SYNC,
                            TASKS.at(1),
                            WORKERS.at(2),
                            CAPACITY.at(1),
                            WORK.at(Duration.ZERO),
                            FRAMES.at(0))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        TaskQueue<Integer> queue = new TaskQueue<>(context.get(CAPACITY));
        Order order = context.make(WAYS);
        Film film = new Film(context);
        AtomicInteger done = new AtomicInteger();
        int tasks = context.get(TASKS);
        int doneAtJoin;
        try (Crew workers = Crew.named("worker-")) {
            for (int i = 0; i < context.get(WORKERS); i++) {
                workers.start(() -> {
                    // Until interrupted: a worker cannot know which task is the last.
                    while (true) {
                        order.handleNext(queue, task -> work(task, done, context));
                        film.after("has done a task", queue);
                    }
                });
            }
            for (int task = 1; task <= tasks; task++) {
                queue.put(task);
                film.after("puts " + task, queue);
            }
            queue.join();
            doneAtJoin = done.get();
            film.after("is told that all is done", queue);
            context.event(
                    "is told that all is done: "
                            + doneAtJoin
                            + " of "
                            + Count.of(tasks, "task")
                            + " are");
            // A worker that still works now, and is interrupted, is one that join did not wait for.
        }
        return (doneAtJoin == tasks ? ALL_DONE : EARLY)
                .observed()
                .with("tasks", tasks)
                .with("doneAtJoin", doneAtJoin)
                .with("neverDone", tasks - done.get())
                .with("queue", film.picture());
    }

    /** What a worker does with a task. */
    @FunctionalInterface
    private interface Work {
        void on(int task) throws InterruptedException;
    }

    /** In which order a worker does a task and says that it is done. */
    @FunctionalInterface
    private interface Order {
        void handleNext(TaskQueue<Integer> queue, Work work) throws InterruptedException;
    }

    private static void sayThenWork(TaskQueue<Integer> queue, Work work)
            throws InterruptedException {
        int task = queue.take();
        queue.taskDone();
        work.on(task);
    }

    private static void workThenSay(TaskQueue<Integer> queue, Work work)
            throws InterruptedException {
        int task = queue.take();
        try {
            work.on(task);
        } finally {
            queue.taskDone();
        }
    }

    /** The work of a task is to wait, as for an answer from a server. */
    private static void work(int task, AtomicInteger done, RunContext context)
            throws InterruptedException {
        context.event("begins task " + task);
        Thread.sleep(context.get(WORK));
        done.incrementAndGet();
        context.event("has done task " + task);
    }
}
