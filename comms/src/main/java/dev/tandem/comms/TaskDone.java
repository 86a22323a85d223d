package dev.tandem.comms;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Workers take tasks from a {@link TaskQueue} for ever; the one who put them there waits until all
 * are done.
 */
final class TaskDone implements Workload {

    private static final Parameter<Integer> TASKS =
            Parameter.integer("tasks", 20, 1, 100_000, "how many tasks there are");
    private static final Parameter<Integer> WORKERS =
            Parameter.integer("workers", 4, 1, 64, "how many threads work on them");
    private static final Parameter<Integer> CAPACITY =
            Parameter.integer("capacity", 10, 1, 100_000, "how many tasks can wait in the queue");
    private static final Parameter<Duration> WORK =
            Parameter.duration(
                    "work", Duration.ofMillis(10), Duration.ofSeconds(10), "how long a task takes");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("comms.task-done")
                    .title("Waiting until every task is done")
                    .lesson(
                            """
                            An empty queue says that the last task has been taken, not that it is
                            done. So the queue counts: one more with every task put, one less when a
                            worker says that a task is done; join waits for zero. The worker has to
                            say so after the work, and in a finally block, for a task that fails is
                            done too. Said before the work, join returns while tasks are under way,
                            and whoever relies on it goes on too early.
                            """)
                    .parameters(TASKS, WORKERS, CAPACITY, WORK)
                    .flawed("broken", "says that the task is done, then does it", "returned-early")
                    .variant("fixed", "says that the task is done once it is")
                    .acceptable("all-done", "when join returned, every task was done")
                    .forbidden("returned-early", "join returned while tasks were still under way")
                    .explorable(
                            Level.SYNC, "tasks", "1", "workers", "2", "capacity", "1", "work", "0s")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        TaskQueue<Integer> queue = new TaskQueue<>(context.get(CAPACITY));
        Workshop workshop = new Workshop(context, queue, new AtomicInteger());
        int tasks = context.get(TASKS);
        int doneAtJoin;
        List<Future<?>> workers = new ArrayList<>();
        try (ExecutorService executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().name("worker-", 1).factory())) {
            try {
                for (int i = 0; i < context.get(WORKERS); i++) {
                    workers.add(executor.submit(workshop::open));
                }
                for (int task = 1; task <= tasks; task++) {
                    queue.put(task);
                }
                queue.join();
                doneAtJoin = workshop.done().get();
                context.event(
                        "is told that all is done: " + doneAtJoin + " of " + tasks + " tasks are");
            } finally {
                // A worker that still works now is one that join did not wait for.
                executor.shutdownNow();
            }
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        return Outcome.observed(doneAtJoin == tasks ? "all-done" : "returned-early")
                .with("tasks", tasks)
                .with("doneAtJoin", doneAtJoin)
                .with("neverDone", tasks - workshop.done().get());
    }

    /** What the workers share. The work of a task is to wait, as for an answer from a server. */
    private record Workshop(RunContext context, TaskQueue<Integer> queue, AtomicInteger done) {

        /** Works until interrupted: a worker cannot know which task is the last. */
        private void open() {
            try {
                while (true) {
                    if (context.isVariant("broken")) {
                        sayAndWork(queue.take());
                    } else {
                        workAndSay(queue.take());
                    }
                }
            } catch (InterruptedException e) {
                context.event("goes home");
            }
        }

        private void workAndSay(int task) throws InterruptedException {
            try {
                work(task);
            } finally {
                queue.taskDone();
            }
        }

        private void sayAndWork(int task) throws InterruptedException {
            queue.taskDone();
            work(task);
        }

        private void work(int task) throws InterruptedException {
            context.event("begins task " + task);
            Thread.sleep(context.get(WORK));
            done.incrementAndGet();
            context.event("has done task " + task);
        }
    }
}
